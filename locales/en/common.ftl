common-site-name = Exeunt
common-tagline = A register of declarations
common-skip = Skip to the text
common-languages = Languages
common-main-navigation = Main pages
common-nav-home = Overview
common-nav-declare = Declare
common-nav-return = Come back
common-nav-register = Register
common-nav-counting = How we count
common-nav-safety = Your safety
common-sample-banner = SAMPLE. A demonstration with invented people and an invented organisation. Nothing here was declared by anybody.
common-footer-neutral = This register records what people declare. It claims nothing itself.
common-footer-no-trace = No cookies, no scripts, nothing from other sites. No visitor is recorded.
common-footer-open = The figures as data: { $link }
common-day = { DATETIME($day, dateStyle: "long") }
common-as-of = As of { $moment } ({ $zone })
# Names of time zones, as the centre's is called in a sentence.
common-zone = { $zone ->
    [Asia-Shanghai] Beijing time
   *[other] { $zone }
}
common-list-separator = {", "}
common-error-title = This did not work
common-error-not-found = There is no such page. It may have been mistyped.
common-error-method = This page cannot be used in that way.
common-error-malformed = What your browser sent could not be read. Please go back and try once more.
common-error-too-large = That was more than this form can take. A list may hold up to { $people } people; send a longer one in parts.
common-error-unavailable = The register cannot take this in at the moment. Nothing was stored. Please try again in a few minutes: go back, and what you typed will still be there.
common-error-closed = This centre has not opened yet: nobody could read a declaration. Please come back later.
common-error-inside = Something went wrong on our side, and nothing was stored. Please try again in a few minutes.
common-error-home = To the overview
