import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from crawler.register import COLUMNS, RegisterError, RegisterFile, RowProblem, read_register, write_register
from results.model import Site

COUNCIL = Site(
    url="https://www.gemeente.example/",
    name="Gemeente; “Voorbeeld”",
    organisation="Gemeente Voorbeeld, België",
    policy_domain="binnenlands bestuur",
    level="local",
    country="BE",
    language="nl",
    tags={"NIS code": "11001"},
)
COUNCIL_ROWS = [
    ["url", "name", "organisation", "policy_domain", "level", "country", "language", "NIS code"],
    [COUNCIL.url, COUNCIL.name, COUNCIL.organisation, COUNCIL.policy_domain, "local", "BE", "nl", "11001"],
]


@pytest.fixture
def read(tmp_path: Path):
    def read_content(content: str | bytes, columns: dict[str, str] | None = None) -> RegisterFile:
        path = tmp_path / "sites.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_register(path, columns or {})

    return read_content


def urls(register: RegisterFile) -> list[str]:
    return [site.url for site in register.sites]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_reads_the_same_in_every_form_spreadsheets_save(read, delimiter, line_end, encoding):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(COUNCIL_ROWS)
    assert read(text.getvalue().encode(encoding)) == RegisterFile((COUNCIL,))


def test_big_endian_utf16_is_read(read):
    assert urls(read(b"\xfe\xff" + "url\nhttps://a.example/\n".encode("utf-16-be"))) == ["https://a.example/"]


def test_only_the_url_is_required_and_unknown_columns_become_tags(read):
    register = read("Remark, URL \n  seen in May ,https://a.example\n,https://b.example\n")
    assert register == RegisterFile(
        (Site(url="https://a.example/", tags={"Remark": "seen in May"}), Site(url="https://b.example/"))
    )


def test_columns_are_mapped_to_our_names_whatever_their_case(read):
    register = read(
        "Domain name,Domain type,name\n29palms.gov,Local,x\n",
        {"url": "domain NAME", "level": "Domain type", "name": "name"},
    )
    assert register == RegisterFile((Site(url="https://29palms.gov/", level="local", name="x"),))


def test_a_column_that_lost_its_name_to_another_one_is_kept_as_a_tag(read):
    register = read("url,title,name\na.example,Title,Name\n", {"name": "title"})
    assert register.sites == (Site(url="https://a.example/", name="Title", tags={"name (file)": "Name"}),)


def test_a_semicolon_file_with_commas_in_its_header_is_still_reported(read):
    register = read('url;"name, official, full";"x,y"\na.example;A;B\n')
    assert register.sites == (Site(url="https://a.example/", tags={"name, official, full": "A", "x,y": "B"}),)


def test_a_quoted_cell_may_hold_line_ends_and_later_rows_keep_their_line_number(read):
    register = read('url,name\na.example,"Two\nlines"\n\nnot a url,x\n')
    assert register == RegisterFile(
        (Site(url="https://a.example/", name="Two\nlines"),), (RowProblem(5, "not a url", "a space inside the URL"),)
    )


def test_blank_lines_and_empty_columns_at_the_end_are_passed_over(read):
    register = read("\n\nurl,name,,\n\na.example,A,,\n,,,\nb.example,B,,,,,\n  \n")
    assert register == RegisterFile(
        (Site(url="https://a.example/", name="A"), Site(url="https://b.example/", name="B"))
    )


def test_a_column_without_a_name_between_others_is_kept_under_its_number(read):
    assert read("url,,name\na.example,x,A\n").sites == (
        Site(url="https://a.example/", name="A", tags={"column 2": "x"}),
    )


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("29palms.gov", "https://29palms.gov/"),
        ("WWW.Example.ORG/Start", "https://www.example.org/Start"),
        ("//example.org/", "https://example.org/"),
        ("example.org:8443/x", "https://example.org:8443/x"),
        ("HTTP://example.org:80", "http://example.org/"),
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("http://[::1]/", "http://[::1]/"),
        ("münchen.example", "https://xn--mnchen-3ya.example/"),
        ("\u200bhttps://example.org/\u00a0", "https://example.org/"),
        ("https://exam\u200bple.org/", "https://example.org/"),
        ("http://http://example.org/x", "http://example.org/x"),
        ("http://https://example.org", "https://example.org/"),
        ("https//example.org", "https://example.org/"),
        ("http:/example.org", "http://example.org/"),
        ("http:\\\\example.org\\x", "http://example.org/x"),
        ("www.example.org.", "https://www.example.org/"),
        ('"https://example.org/x,"', "https://example.org/x"),
        ("<https://example.org/>", "https://example.org/"),
        ("(www.example.org)", "https://www.example.org/"),
        ("http://example.org/#/deel", "http://example.org/"),
    ],
)
def test_start_urls_become_canonical_and_a_bare_domain_https(read, value, url):
    assert urls(read(f"url\n{value}\n")) == [url]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "no URL"),
        ("info@example.org", "an e-mail address, not a URL"),
        ("Not yet online: ask the desk", "a space inside the URL"),
        ("See www.a.be or www.b.be", "more than one address in the cell: https://www.a.be/, https://www.b.be/"),
        ("ftp://example.org/", "not an http or https URL"),
        ("mailto:info@example.org", "not an http or https URL"),
        ("javascript:alert(1)", "not an http or https URL"),
        ("https://example.org/a b", "a space inside the URL"),
        ("https://", "no valid host name in the URL"),
        ("https://exa_mple..org/", "no valid host name in the URL"),
        ("https://-example.org/", "no valid host name in the URL"),
        ("https://" + "a" * 64 + ".org/", "no valid host name in the URL"),
        ("https://300.1.1.1/", "no valid host name in the URL"),
        ("https://example.org:99999/", "no valid host name in the URL"),
        ("example", "no valid host name in the URL"),
        ("n/a", "no valid host name in the URL"),
        ("https://user:secret@example.org/", "a user name or password in the URL"),
    ],
)
def test_a_bad_url_is_reported_with_its_line_and_the_good_rows_are_kept(read, value, reason):
    register = read(f"name,url\nA,a.example\nB,{value}\nC,c.example\n")
    assert register == RegisterFile(
        (Site(url="https://a.example/", name="A"), Site(url="https://c.example/", name="C")),
        (RowProblem(3, value, reason),),
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The site is www.example.org, since May.",
        "Website: www.example.org",
        "www.example.org (new)",
        "www.example.org or ask info@example.org",
    ],
)
def test_the_one_address_in_a_sentence_is_taken_and_reported(read, sentence):
    register = read(f'url,name\n"{sentence}",A\n')
    [site], [warning] = register.sites, register.warnings
    assert site.url == "https://www.example.org/"
    assert (warning.line, warning.reason) == (2, "taken to mean https://www.example.org/")


@pytest.mark.parametrize("separator", [";", ",", "|", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_line_of_excel_that_names_the_separator_is_obeyed_and_lines_keep_their_numbers(read, separator, mark):
    register = read(f"{mark}sep={separator}\r\nurl{separator}name\r\na.example{separator}A\r\nb{separator}B\r\n")
    assert register.sites == (Site(url="https://a.example/", name="A"),)
    assert [problem.line for problem in register.problems] == [4]


def test_a_column_is_recognised_by_its_content_and_that_is_reported(read, tmp_path):
    content = "Gemeente,Website,Contact\nA,www.a.be,info@a.be\nB,http://b.be,info@b.be\nC,,\n"
    register = read(content)
    assert urls(register) == ["https://www.a.be/", "http://b.be/"]
    assert register.notes == (
        (
            f"{tmp_path / 'sites.csv'}: line 1: no column is called url; 'Website' holds addresses and is taken for it"
            " (another one: --column url=NAME)"
        ),
    )
    assert read(content, {"url": "Contact"}).sites == ()


def test_a_plain_list_needs_no_header(read, tmp_path):
    register = read("www.a.be\nhttps://b.be/x\n\nb.be\n")
    assert urls(register) == ["https://www.a.be/", "https://b.be/x", "https://b.be/"]
    assert register.notes == (f"{tmp_path / 'sites.csv'}: line 1: no header; the addresses are in column 1",)


def test_a_spreadsheet_is_read_as_it_was_saved(tmp_path):
    path = tmp_path / "sites.ods"
    rows = (("url", "name", "NIS code"), ("www.a.be", "A", "11001"))
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell office:value-type='string'><text:p>{v}</text:p></table:table-cell>" for v in row)
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(f"xmlns:{n}='urn:oasis:names:tc:opendocument:xmlns:{n}:1.0'" for n in ("office", "table", "text"))
    sheet = f"<office:body><office:spreadsheet><table:table table:name='S'>{cells}</table:table></office:spreadsheet>"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        package.writestr("META-INF/manifest.xml", f"<m:manifest xmlns:m='{manifest}'></m:manifest>")
        tag = "office:document-content"
        package.writestr("content.xml", f"<{tag} {names}>{sheet}</office:body></{tag}>")
    assert read_register(path).sites == (Site(url="https://www.a.be/", name="A", tags={"NIS code": "11001"}),)


def test_a_workbook_is_read_as_it_was_saved(tmp_path):
    path = tmp_path / "sites.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ("url", "name", "NIS code", "visits", "since"))
        sheet.write_row(1, 0, ("\u200bwww.a.be\xa0", "Á; “B”", "02001", 12000))
        sheet.write_datetime(1, 4, date(2026, 3, 1), day)
        sheet.write_string(3, 0, "http://http://b.be/")
        sheet.write_row(4, 0, ("not an address", "C"))

    register = read_register(path)

    assert register.sites == (
        Site("https://www.a.be/", name="Á; “B”", tags={"NIS code": "02001", "visits": "12000", "since": "2026-03-01"}),
        Site("http://b.be/"),
    )
    assert [(problem.line, problem.value) for problem in register.problems] == [(5, "not an address")]


def test_a_url_that_is_too_long_is_reported_shortened(read):
    [problem] = read("url\nexample.org/" + "a" * 3000 + "\n").problems
    assert (problem.line, len(problem.value), problem.reason) == (2, 200, "a URL of more than 2000 characters")


def test_a_row_with_too_many_or_too_few_fields_is_reported(read):
    register = read("url,name\na.example,A,surplus\nb.example\nc.example,C\n")
    assert register == RegisterFile(
        (Site(url="https://c.example/", name="C"),),
        (
            RowProblem(2, "a.example,A,surplus", "3 fields where the header has 2"),
            RowProblem(3, "b.example", "1 fields where the header has 2"),
        ),
    )


def test_a_site_that_comes_twice_is_kept_once_and_counted(read):
    register = read("url,name\nhttps://a.example/,A\nHTTPS://A.example:443/index.html#top,B\n")
    assert register == RegisterFile(
        (Site(url="https://a.example/", name="A"),),
        (RowProblem(3, "HTTPS://A.example:443/index.html#top", "the same site as line 2"),),
        duplicates=1,
    )


def test_levels_countries_and_languages_are_brought_to_one_spelling(read):
    register = read(
        "url,level,country,language\n"
        "a.example, STATE ,be,nl_BE\n"
        "b.example,Public law body,uk,EN\n"
        "c.example,body governed by public law,EL,zh-Hant-TW\n"
    )
    assert register == RegisterFile(
        (
            Site(url="https://a.example/", level="state", country="BE", language="nl-be"),
            Site(url="https://b.example/", level="public-law", country="GB", language="en"),
            Site(url="https://c.example/", level="public-law", country="GR", language="zh-hant-tw"),
        )
    )


def test_values_not_understood_leave_the_row_and_are_reported_once_each(read):
    register = read("url,level,country,language\na.example,City,Belgium,Dutch!\nb.example,City,BE,nl\n")
    assert register == RegisterFile(
        (
            Site(url="https://a.example/", level="City"),
            Site(url="https://b.example/", level="City", country="BE", language="nl"),
        ),
        warnings=(
            RowProblem(2, "City", "level is none of state, regional, local, public-law"),
            RowProblem(2, "Belgium", "country is no code of two letters (ISO 3166-1)"),
            RowProblem(2, "Dutch!", "language is no tag such as nl or nl-be (BCP 47)"),
        ),
    )


@pytest.mark.parametrize(
    ("content", "columns", "message"),
    [
        (b"", {}, "line 1: the file is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", {}, "line 1: the file is empty"),
        (b"\nsite,name\nTown hall,A\n", {}, "line 2: no column named url; the columns are site, name"),
        (b"url,Name,NAME\n", {}, "line 1: two columns are named name"),
        (b"url,x,x\n", {}, "line 1: two columns are named x"),
        (b"%PDF-1.7\0", {}, r"line 1: not a text file (it begins with '%PDF-1.7'); save the list as CSV"),
        (b"url\n", {"url": "Domain"}, "line 1: no column named Domain; the columns are url"),
        (
            b"url\n",
            {"owner": "url"},
            f"line 1: owner is not a column of the register; those are {', '.join(COLUMNS)}",
        ),
        (
            b"PK\x03\x04\n\x00\x00",
            {},
            "cannot be read as a spreadsheet: Cannot detect file format",
        ),
        (
            b'url,name\na.example,"' + b"x\n" * 100_000,
            {},
            "line 2: field larger than field limit (131072); is a quotation mark there never closed?",
        ),
    ],
    ids=[
        "empty",
        "blank",
        "no url",
        "known twice",
        "tag twice",
        "document",
        "mapped",
        "not ours",
        "binary",
        "open quote",
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(read, tmp_path, content, columns, message):
    with pytest.raises(RegisterError) as error:
        read(content, columns)
    assert str(error.value) == f"{tmp_path / 'sites.csv'}: {message}"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(RegisterError, match=r"absent\.csv: cannot be read: No such file or directory$"):
        read_register(tmp_path / "absent.csv")


def test_an_exported_formula_is_text_to_a_spreadsheet():
    stream = io.StringIO(newline="")
    write_register([Site(url="https://a.example/", name="=1+1", organisation="'=x", tags={"@t": "+32 2"})], stream)
    assert stream.getvalue() == (
        "url,name,organisation,policy_domain,level,country,language,'@t\r\nhttps://a.example/,'=1+1,''=x,,,,,'+32 2\r\n"
    )


CHARACTERS = st.one_of(
    st.sampled_from("=+-@'\t\r\n\";,"), st.characters(exclude_categories=["Cs"], exclude_characters="\0")
)
CELLS = st.text(CHARACTERS, max_size=12).map(str.strip)
TAGS = st.dictionaries(
    st.sampled_from(["Remark", "remark", "=sum", "'@", "NIS; code", "two\nlines"]), CELLS.filter(bool)
)
SITES = st.lists(
    st.builds(
        Site,
        url=st.from_regex(r"https://[a-z]{1,8}\.example/([a-z]{1,5}/)?", fullmatch=True),
        name=CELLS,
        organisation=CELLS,
        policy_domain=CELLS,
        level=st.sampled_from(["", "state", "regional", "local", "public-law", "Gewest"]),
        country=st.sampled_from(["", "BE", "NL"]),
        language=st.sampled_from(["", "nl", "de-be"]),
        tags=TAGS,
    ),
    max_size=5,
    unique_by=lambda site: site.url,
)


@given(SITES)
def test_what_is_exported_is_imported_as_it_was(tmp_path_factory, sites):
    path = tmp_path_factory.mktemp("register") / "sites.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_register(sites, stream)
    register = read_register(path)
    assert (register.sites, register.problems) == (tuple(sites), ())


@given(st.binary(max_size=300))
def test_any_bytes_give_a_register_or_one_line_that_says_why_not(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("register") / "sites.csv"
    path.write_bytes(b"url,name\n" + content)
    try:
        register = read_register(path)
    except RegisterError as error:
        told = str(error)
    else:
        told = "; ".join(urls(register))
    assert len(told.splitlines()) <= 1
