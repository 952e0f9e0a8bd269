declare-title = Declare
declare-lead = One page. Who leaves what must be said; everything else is your choice. Nothing is kept until you send it.
declare-safety-hint = Before you begin, if your telephone may be searched: { $link }.
declare-beside = Links on this page open beside it. Going back, or closing the page, empties the form: nothing of it is kept.
declare-faults-title = { $count ->
    [one] One thing needs another look
   *[other] { $count } things need another look
}
declare-faults-note = Nothing you typed was lost, and nothing was sent yet.
declare-people = Who leaves
declare-person = Person { $number }
declare-person-named = Person { $number } ({ $name })
declare-name = Name to be published
declare-name-hint = The real name, or any other. Family and given name of somebody at risk are better left out.
declare-kind = This name is
declare-kind-real = a real name
declare-kind-pseudonym = another name
declare-organisations = Leaves
declare-unsure = not sure which
declare-basis = Who is it
declare-basis-self = myself
declare-basis-relative = a relative
declare-basis-deceased = someone who has died
declare-basis-asked = someone who asked me
declare-agreed = She or he knows of this and agreed
declare-agreed-hint = For another living person. For a child: you are a parent or guardian.
declare-remove = Remove person { $number }
declare-fold = Done with this person
declare-add = Add a person
declare-list-title = Many people: paste a list
declare-list = One person a line, up to { $people } in all
declare-list-hint = Write or paste it as you have it: numbered or not, with what each leaves (林小雨，退团退队) or without. You see how it was read, and can change everybody.
declare-answers-before = What they leave, where the list does not say
declare-answers = { $people ->
    [0] What they leave, where a row does not say
    [one] What does the one person leave of whom the list does not say it?
   *[other] What do the { $people } people leave of whom the list does not say it?
}
declare-answers-agreed = All of them know of this and agreed
declare-rows-hint = Press a name to change or remove that person.
declare-row-unsaid = not said yet
declare-taken = { $lines ->
    [one] 1 line read
   *[other] { $lines } lines read
}: { $people ->
    [0] nobody taken.
    [one] 1 person taken.
   *[other] { $people } people taken.
}
declare-taken-passed = { $count ->
    [one] One line names nobody and was left out: { $lines }
   *[other] { $count } lines name nobody and were left out: { $lines }
}
declare-taken-says = The list says { $says } people; { $people } were found on it. Please compare.
declare-taken-waiting = { $waiting ->
    [one] One person is still in the box below: a declaration holds { $most }. Empty the box into another place, send this one, and begin a new one for the rest.
   *[other] { $waiting } people are still in the box below: a declaration holds { $most }. Cut them out and keep them, send this one, then begin a new one for the rest.
}
declare-taken-unread = { $count ->
    [one] One line is left in the box for you to settle. Change it there and press the button again, or delete it.
   *[other] { $count } lines are left in the box for you to settle. Change them there and press the button again, or delete them.
}
declare-taken-unread-more = And { $count } more.
declare-unread-more-people = speaks of more people than it names: name each of them
declare-unread-perhaps-several = one person or several? One a line makes it clear
declare-unread-number-or-name = a number, or somebody’s name?
declare-unread-number-only = only a number
declare-unread-organisation-of-whom = who leaves it?
declare-unread-organisation-in-name = where does the name end? Put a comma between
declare-unread-no-name = names nobody: write a name, real or another one
declare-unread-place-or-name = a place or a day, or somebody’s name?
declare-unread-sentence = a sentence, and no list
declare-unread-contact = a number or address by which somebody could be found
declare-unread-too-long = more than can be read at once: it stays in the box, for the next declaration
declare-unread-unreadable = characters that cannot be shown
declare-unread-helper-or-name = somebody who passes the list on, or one of those who leave?
declare-unread-formula = a cell that would have to be calculated, or shows an error: write what it says
declare-unread-hidden = a row or sheet that the spreadsheet hides: does it belong to the list?
declare-guess-organisation-code = read from a code
declare-guess-organisation-three = “三退” read as all three
declare-guess-organisation-letter = read from one character
declare-guess-organisation-glued = cut off the name
declare-guess-organisation-shared = said once for several
declare-guess-organisation-of-part = from a line above or below
declare-guess-number-glued = number cut off the name
declare-guess-relation = read from the list
declare-guess-name-kind = read from the list
declare-guess-note-left-out = a remark was left out
declare-guess-note-in-name = with a remark
declare-guess-blank-in-name = blank left out
declare-guess-mark-in-name = one person?
declare-guess-two-scripts = one person?
declare-guess-long-name = one person?
declare-guess-name-repeats = name stands twice
declare-guess-organisation-joined = read from what she had joined
declare-guess-parted-at-and = two people?
declare-list-take = Put the list into the form
declare-words-title = In your words
declare-words = Text of the declaration, if you want one
declare-words-hint = Up to { $most } characters. Leave out what could tell who and where you are.
declare-words-ready-label = A plain sentence, if you need one:
declare-words-ready = I declare that I leave these organisations, and that whatever I promised when I joined is void.
declare-words-use-ready = Use this sentence
declare-place = Where from
declare-place-hint = As coarse as you like, or not at all.
declare-place-none = not said
declare-place-china = China
declare-place-elsewhere = Elsewhere
declare-visibility = What may be published
declare-visibility-name-and-words = names and text
declare-visibility-name = names only
declare-visibility-counted = nothing: only count us
declare-more = If you want
declare-certificate = A certificate may be wanted later
declare-certificate-hint = Then keep the return code: it is the only way to show that this declaration is yours.
declare-contact = A way to reach you
declare-contact-hint = Not needed. Questions can reach you through the return code, without any address. Sealed like everything else.
declare-nocode = I want no return code
declare-nocode-hint = Safest if your things may be searched. You can then not come back to this declaration.
declare-again = I have declared before, and want this declaration to be linked with it
declare-again-lead = Only if you want it. Reviewers then see which declaration was yours, and count nobody twice. The link is sealed like everything else, and nobody else learns of it.
declare-again-code = Return code of the earlier declaration
declare-again-code-hint = The twelve words (in Chinese: twelve characters), or the digits. This page does not say whether it is known.
declare-again-public = Show the link to everybody
declare-again-public-hint = Careful: both entries will name each other, so whoever knows who one of them is will know it of the other. That cannot be called back. Without this tick, nothing of the link is ever public.
declare-website = Leave this empty
declare-send = Send the declaration
declare-send-note = It is sealed as it arrives. After that only a reviewer can open it.
review-title = Look it over
review-lead = This is what will be sent. Nothing has been sent or kept yet.
review-people = { $people ->
    [one] One person leaves
   *[other] { $people } people leave
}
review-sum = { $what }: { $count }
review-none = none
review-item = { $what }: { $said }
review-most = Unless a row says otherwise: { $what }
review-public = What becomes public
review-public-name-and-words = After a volunteer has read it, anybody can read the names, what each leaves, by whom it was declared, where from, and the text.
review-public-name = After a volunteer has read it, anybody can read the names, what each leaves, by whom it was declared, and where from. The text is not published.
review-public-counted = No name, no text and no place is published. You are counted.
review-not-public = What never becomes public
review-certificate = A certificate may be wanted later
review-no-certificate = No certificate
review-code = A return code comes with the next page
review-no-code = No return code: you cannot come back to this declaration
review-linked = Linked with your earlier declaration, for reviewers alone
review-linked-publicly = Linked with your earlier declaration: everybody will see that, if the code is known
review-change = Change
review-change-of = Change: { $part }
declare-review = Look it over
declare-review-note = You see everything once more before it is sent.
declare-stale = This page had been open for more than a day. Nothing was lost: please look it over and press send once more.
declare-sent-before = This form was sent before, with something else in it, and that stands. If you want to send what you see now as a further declaration, press send once more.
declare-fault-name-missing = { $who }: the name is missing
declare-fault-name-too-long = { $who }: the name is longer than { $most } characters
declare-fault-name-unreadable = { $who }: the name has characters that cannot be shown
declare-fault-name-only-marks = { $who }: write a name, real or another one; these are only marks
declare-fault-kind-missing = { $who }: say whether it is a real name
declare-fault-organisation-missing = { $who }: tick what she or he leaves, or “not sure which”
declare-fault-basis-missing = { $who }: say who it is
declare-fault-agreement-missing = { $who }: without her or his agreement it cannot be sent
declare-fault-words-too-long = The text is longer than { $most } characters
declare-fault-words-unreadable = The text has characters that cannot be shown
declare-fault-place-unknown = Choose a place from the list
declare-fault-visibility-missing = Say what may be published
declare-fault-contact-too-long = The way to reach you is longer than 200 characters
declare-fault-certificate-needs-code = A certificate needs the return code: untick one of the two
declare-fault-link-needs-code = To show the link, give the return code of the earlier declaration
declare-fault-list-not-taken = The pasted list is not in the form yet: press “{ declare-list-take }”, or empty the box
declare-fault-agreement-of-list = { $count ->
    [one] One person of the list has to know of this and agree: without that it cannot be sent
   *[other] { $count } people of the list have to know of this and agree: without that it cannot be sent
}
declare-fault-organisations-of-list = { $count ->
    [one] What does one person of the list leave? Tick it once below the list, or “{ declare-unsure }”
   *[other] What do { $count } people of the list leave? Tick it once below the list, for all of them, or “{ declare-unsure }”
}
done-title = Received
done-lead = { $people ->
    [one] Your declaration for one person has been received and sealed.
   *[other] Your declaration for { $people } people has been received and sealed.
}
done-next = A volunteer will read it. Until then nothing of it is public.
done-code-title = Your return code
done-code-lead = Write these twelve words down on paper, in this order. Nobody here knows them, and nobody can give them to you again.
done-code-no-photo = Take no picture of them, and keep them apart from anything that says what they are for.
done-code-digits = The same code in digits, to say it over the telephone
done-code-use = With the code you can see what became of your declaration, answer a question, or withdraw. A certificate, if you want one later, needs it too.
done-code-duress = If anybody ever makes you enter the code, put one more word behind it, for instance one of the twelve again; behind the digits, any four more. The pages look the same, nothing is carried out, and the reviewers know.
done-code-where = When you want to come back: { $link }
done-no-code = You chose to have no return code. Nothing remains by which you could show that this declaration is yours, and nothing by which others could.
done-leave = Close this page when you have written the code down. For a day, whoever uses this browser may bring the page back: a private window that you close prevents that.
done-leave-no-code = Close this page. For a day, whoever uses this browser may bring it back: a private window that you close prevents that.
