common-site-name = Exeunt
common-tagline = A register of declarations
common-skip = Skip to the text
common-languages = Languages
common-main-navigation = Main pages
common-nav-declare = Declare
common-nav-return = Come back
common-nav-register = Register
common-nav-counting = How we count
common-nav-ledger = Ledger
common-nav-safety = Your safety
common-sample-banner = SAMPLE. A demonstration: people and organisation are invented.
common-footer-neutral = This register records what people declare. It claims nothing itself.
common-footer-no-trace = No cookies, nothing from other sites, and no visitor is recorded. One page alone needs a script: the one that checks certificates on your own device.
common-footer-open = The figures as data: { $link }
common-as-of = As of { $moment } ({ $zone })
common-zone-beijing = Beijing time
common-list-separator = {", "}
# What stands between two sentences that follow each other in one paragraph.
common-between-sentences = {" "}
common-error-title = This did not work
common-error-not-found = There is no such page. It may have been mistyped.
common-error-method = This page cannot be used in that way.
common-error-malformed = What your browser sent could not be read. Please go back and try once more.
common-error-foreign = This form was sent by another website, not by a page of ours. Nothing of it was taken in. If you wanted to send something yourself, open the page anew and write it there.
common-error-foreign-anew = Open the page anew
common-error-slow = What you sent came in too slowly, and the rest of it did not arrive. Nothing was stored. Please try again on a better line, or send less at once: a smaller picture, a shorter list.
common-error-too-large = That was more than this form can take. A list may hold up to { $people } people; send a longer one in parts.
common-error-unavailable = The register cannot take anything in at the moment. Please try again in a few minutes. If you sent the form, what you typed is still on this page: press send once more, and it is taken once.
common-error-closed = This centre has not opened yet: nobody could read a declaration. Please come back later.
common-error-inside = Something went wrong on our side. Please try again in a few minutes: nothing is taken in twice.
common-error-again = Send once more
common-error-home = To the overview
common-unsent = What you typed, and what was not sent
common-language = Language
common-needs-script = This page needs its script. Please allow it.
# At the top of every page; leads to another site at once, for whoever is being watched.
common-leave = Leave now
# On the page without a language, where somebody arrives who knows nothing of this.
door-what = A register in which people declare that they leave the { -party }, its { -league } or its { -pioneers }. Under any name, without an account. Volunteers read each declaration, and anybody can recompute the number.

# Who runs a demonstration: nobody.
common-sample-centre = SAMPLE Withdrawal Centre
