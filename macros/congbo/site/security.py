"""Security: what a browser may do with the site's pages, said by every page and by hosts that send headers.

The pages load nothing that is not the site's own, and hold no script or style in themselves. So the policy
makes no exception: whatever got into a page in spite of all checks neither runs nor sends anything anywhere.
"""

HEADERS_FILE = "_headers"
"""Where Netlify and Cloudflare Pages look for the headers of a site; other hosts take it for a file."""

PAGE_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the stylesheet holds the theme's icons
        "font-src 'self'",
        "connect-src 'self'",  # the search index
        "base-uri 'none'",
        "form-action 'self'",  # the search box without JavaScript
    ]
)
"""The Content-Security-Policy as a page states it, for hosts that send no headers of ours."""

POLICY = f"{PAGE_POLICY}; frame-ancestors 'none'"
"""The same as a header; a page cannot keep itself out of frames."""

REFERRER = "no-referrer"
"""A search stands in the address and is answered on the reader's device; the next click must not tell it."""

METAS = (("http-equiv", "Content-Security-Policy", PAGE_POLICY), ("name", "referrer", REFERRER))
"""What a page states itself, as attribute, name and content of `meta` elements."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": REFERRER,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""The headers that a host should send with every file."""


def metas() -> tuple[tuple[str, str, str], ...]:
    """Return what a page states itself, to be asked for by templates."""
    return METAS


def headers_file() -> str:
    """Return the headers of every address in the form of `_headers`."""
    return "\n".join(["/*", *(f"  {name}: {value}" for name, value in HEADERS.items()), ""])
