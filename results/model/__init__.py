"""The records that pass between the folders; everything here is frozen and imports nothing of ours.

The words are those of Directive (EU) 2016/2102, EN 301 549, WCAG-EM and EARL. A record says what was
seen, never what to show: texts for readers are made in `report_templates`, from codes stored here.
"""

from results.model.audits import WITHOUT_STYLES, CheckOutcome, Finding, Outcome, PageAudit, Reason
from results.model.barriers import Barrier, BarrierState, BarrierSummary, CommonBarrier
from results.model.checks import (
    ActRule,
    CheckDescription,
    CheckText,
    Coverage,
    CriterionDescription,
    Effort,
    NeedCoverage,
    PublishedFailure,
    Severity,
)
from results.model.crawls import Crawl, Selection, Tools
from results.model.discovery import FoundPage, Redirect, SiteDiscovery
from results.model.over_time import (
    ChangePart,
    CrawlComparison,
    PairedChange,
    PartOfChange,
    PublishedFigure,
    ShareChange,
    SiteChange,
    Trend,
    TrendPoint,
)
from results.model.register import Organisation, RegisterChange, Scope, Service, Site
from results.model.reports import CheckFindings, CrawlReport, PageFindings, SampledPage, SiteReport, SiteSummary
from results.model.reviewed_exceptions import ExceptionState, ReviewedException
from results.model.sampling import EvidenceKind, LeftPage, PlannedPage, Sample, SampleComparison
from results.model.searching import Candidate, CandidateState, Funnel, HostLink, HostVisit, OwnPart
from results.model.shares import GroupShare, RandomPages, Sensitivity, SensitivityAt, Share, Stratum
from results.model.statements import AccessibilityStatement, ConformanceStatus, StatementPart, StatementState
from results.model.verdicts import (
    BasicCriterion,
    Blocker,
    CriterionResult,
    CriterionState,
    CriterionText,
    MaterialFailure,
    Profile,
    ProfileText,
    SiteVerdict,
    Standard,
    Verdict,
)

__all__ = [
    "WITHOUT_STYLES",
    "AccessibilityStatement",
    "ActRule",
    "Barrier",
    "BarrierState",
    "BarrierSummary",
    "BasicCriterion",
    "Blocker",
    "Candidate",
    "CandidateState",
    "ChangePart",
    "CheckDescription",
    "CheckFindings",
    "CheckOutcome",
    "CheckText",
    "CommonBarrier",
    "ConformanceStatus",
    "Coverage",
    "Crawl",
    "CrawlComparison",
    "CrawlReport",
    "CriterionDescription",
    "CriterionResult",
    "CriterionState",
    "CriterionText",
    "Effort",
    "EvidenceKind",
    "ExceptionState",
    "Finding",
    "FoundPage",
    "Funnel",
    "GroupShare",
    "HostLink",
    "HostVisit",
    "LeftPage",
    "MaterialFailure",
    "NeedCoverage",
    "Organisation",
    "Outcome",
    "OwnPart",
    "PageAudit",
    "PageFindings",
    "PairedChange",
    "PartOfChange",
    "PlannedPage",
    "Profile",
    "ProfileText",
    "PublishedFailure",
    "PublishedFigure",
    "RandomPages",
    "Reason",
    "Redirect",
    "RegisterChange",
    "ReviewedException",
    "Sample",
    "SampleComparison",
    "SampledPage",
    "Scope",
    "Selection",
    "Sensitivity",
    "SensitivityAt",
    "Service",
    "Severity",
    "Share",
    "ShareChange",
    "Site",
    "SiteChange",
    "SiteDiscovery",
    "SiteReport",
    "SiteSummary",
    "SiteVerdict",
    "Standard",
    "StatementPart",
    "StatementState",
    "Stratum",
    "Tools",
    "Trend",
    "TrendPoint",
    "Verdict",
]
