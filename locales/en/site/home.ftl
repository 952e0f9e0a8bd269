home-title = Overview
home-number-means =
    { $count ->
        [one] person has declared to leave the { -party }, its { -league } or its { -pioneers }.
       *[other] people have declared to leave the { -party }, its { -league } or its { -pioneers }.
    }
home-number-parts = { NUMBER($counted) } of them are counted here, each of them provably; { NUMBER($baseline) } were carried over from an earlier registry, which stated that number: it is attested, and provable by nobody.
home-number-caution = People, not posts; each once, however many organisations. A declaration is what somebody declared: not a vote, not a poll, and not proof of who she or he is.
home-what-it-means = What this number does and does not say
home-today = counted today
home-week = this week
home-month = this month
home-by-organisation = Who left what
home-by-organisation-note = Those counted here. A person who leaves two organisations stands in two lines, and counts once in the total.
home-organisation = Organisation
home-people = People
home-not-stated = not stated
home-baseline = Carried over from the earlier registry, attested and not provable
home-counted = Counted in this register
home-retracted = Withdrawn again
home-total = Total
home-declare = Make a declaration
home-declare-note = Under your name or any other. No account, no e-mail address, no telephone number.
home-latest = Latest entries
home-latest-all = The whole register
home-latest-none = There is no entry yet.
home-how = How it works
home-how-1-title = You declare
home-how-1 = For yourself, or with and for others. What you send is sealed at once; the key that opens it is not on this server.
home-how-2-title = A person reads it
home-how-2 = A volunteer opens it in her own browser and decides. Machines only remark.
home-how-3-title = It is registered
home-how-3 = It gets a number. The people on it are counted, and what you wanted published is published.
home-how-4-title = You can come back
home-how-4 = With twelve words that only you have: to see what became of it, to answer a question, or to withdraw.
