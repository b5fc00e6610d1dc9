"""What every Chromium is started with, whoever drives it."""

# Chromium's own errands (component updates, field trials, safe browsing) never leave; WebRTC, which could
# reach private addresses past the proxy, stays inside it. Sound is let to start by itself, unheard, as browsers do that
# know a visitor: whether it does is asked.
CHROMIUM_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
)
