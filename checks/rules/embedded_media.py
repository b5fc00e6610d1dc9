"""Videos and sound in another site's player (WCAG 1.2.1, 1.2.2, 1.2.3, 1.2.5): only watching them tells."""

from checks.check import DomCheck

CHECK = DomCheck(
    "embedded-media",
    ("1.2.1", "1.2.2", "1.2.3", "1.2.5"),
    {
        # Host, and where a host shows more than players, the beginning of the path.
        "players": [
            *("youtube.com/embed", "youtube-nocookie.com/embed", "player.vimeo.com/video", "dailymotion.com/embed"),
            *("geo.dailymotion.com/player", "player.twitch.tv/", "facebook.com/plugins/video", "ted.com/talks"),
            *("embed.ted.com/", "kaltura.com/", "players.brightcove.net/", "content.jwplatform.com/"),
            *(
                "cdn.jwplayer.com/",
                "fast.wistia.net/embed",
                "fast.wistia.com/embed",
                "loom.com/embed",
                "rutube.ru/play",
            ),
            *("blue-billywig.com/", "bbvms.com/", "3qsdn.com/", "movingimage24.com/", "mediadelivery.net/embed"),
            *("tube.switch.ch/embed", "w.soundcloud.com/player", "open.spotify.com/embed", "embed.podcasts.apple.com/"),
            *("widget.spreaker.com/", "mixcloud.com/widget", "player.ausha.co/", "embed.acast.com/", "anchor.fm/"),
            *("podbean.com/media", "html5-player.libsyn.com/", "player.captivate.fm/", "iframe.dacast.com/"),
            *(
                "streamable.com/e/",
                "video.ibm.com/embed",
                "microsoftstream.com/embed",
                "panopto.eu/panopto",
                "vbrick.com/",
            ),
        ],
        "paths": ["/videos/embed/", "/panopto/pages/embed"],  # PeerTube and Panopto, on anyone's host
        "elements": "lite-youtube, lite-vimeo, youtube-video, vimeo-video, mux-player, bitmovin-player",
    },
    only_asks=True,
)
