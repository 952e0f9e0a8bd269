return-title = Come back
return-lead = See what became of a declaration, answer a question, or withdraw.
return-code = Return code
return-code-hint = The twelve words (in Chinese: twelve characters), or the digits. Spaces and capitals do not matter.
return-look = Look
return-code-misread = This is not a return code yet
return-code-empty = Type your return code first.
return-code-length = A return code has twelve words (in Chinese: twelve characters), or 41 digits. Here some are missing, or there are too many.
return-code-word = Word { $place } is none of the words that return codes are made of. Look how it is written.
return-code-check = One of the words or digits is wrong, or two have changed places: they do not fit together.
return-private = Whatever is found, this page has one size: who watches the line learns nothing from it.
return-answer-title = What we can say
return-unknown = There is nothing to show for this code. It is a whole code, and no word of it is mistyped; if you sent a declaration, look whether it is the code of that one.
return-received = Your declaration has been received and waits for a reviewer.
return-in-review = A reviewer is reading your declaration.
return-pace = { $days ->
    [one] Of the declarations decided in the last two weeks, four of five were decided within a day of their arrival. They are not read in any order.
   *[other] Of the declarations decided in the last two weeks, four of five were decided within { $days } days of their arrival. They are not read in any order.
}
return-registered = Your declaration is in the register, under number { $number }.
return-registered-link = To entry { $number }
return-entering = Your declaration was accepted. It appears in the register together with others, so that nobody can tell it by its hour; that can take some hours, at a quiet time some days.
return-question = A reviewer has a question before she can decide:
return-question-unreadable = A reviewer has a question, but it cannot be shown here. The declaration is not lost; it will be looked at again.
return-answer = Your answer
return-answer-hint = Up to { $most } characters. Sealed like the declaration.
return-answer-send = Send the answer
return-answer-empty = The answer is empty.
return-answer-too-long = The answer is longer than { $most } characters.
return-answer-received = Your answer has been received. A reviewer will read it.
return-declined = Your declaration was not registered. The reason:
return-declined-answer = It has not been deleted, and it is not counted.
return-withdrawn = Withdrawn, as you asked.
return-wish-asked = You asked to withdraw on { $day }.
return-wish-rests = Nothing changes before { $day }.
return-wish-unread = Until then nobody reads the declaration, and it is not entered in the register.
return-wish-by-two = Two people look at it, one after the other, before it is carried out. How long that takes cannot be promised; when it has been carried out, it says so here.
return-wish-by-one = A reviewer looks at it before it is carried out. How long that takes cannot be promised; when it has been carried out, it says so here.
return-wish-back-title = Take the wish back
return-wish-back-lead = As long as it has not been carried out you can take your wish back, here and with the same code. Then everything is as it was before you asked.
return-wish-back = I want to take the wish back
return-wish-taken-back = You have taken back your wish to withdraw. Everything is as it was.
return-withdraw-title = Withdraw
return-withdraw-lead = You can ask that your declaration be taken back. { $days ->
    [0] Reviewers look at the wish before it is carried out; until then you can take it back.
   *[other] The wish rests for { $days } days, in which you can take it back; then reviewers look at it.
} If the declaration is in the register, its entry stays as a number, says that it was withdrawn, and is no longer counted.
return-withdraw = I want to withdraw
return-withdraw-sure = Do you really want to withdraw this declaration? Once that has been carried out it cannot be undone; you could only declare again.
return-withdraw-yes = Yes, withdraw it
return-stale = This page had been open for too long. Nothing you typed was lost: please press once more.
return-sent-before = Something was sent from this page before, and it was received as it was then. What you see now has not been sent: if you want it sent as well, please press once more.
return-not-now = This was not taken: meanwhile the declaration stands differently, and the page offers it no more. What you typed was not sent.
return-check-title = Check that you are counted
return-check-shown = Your entry is published, and so is what opens your line in the ledger: the same for everybody who asks for it. Save { $link } if you want to, and check it on the page of the ledger.
return-check-shown-link = this file
return-check-codes = You are counted, and nothing of you is published. These short codes are found among those of { $day } by whoever looks for them; write one down if you want to. A made-up number would fit as well in { $chance } of 100 cases, so a code proves nothing about you.
return-check-later = You are counted, and nothing of you is published. When the day is over, come back if you want a short code with which to look for yourself in the ledger.
return-check-how = How to look: { $link }
return-check-how-link = the ledger
reason-not-a-declaration = It is not a declaration of leaving.
reason-not-understood = It could not be understood.
reason-names-others-in-danger = It names other people who could be endangered by it.
reason-unlawful-content = It contains something that may not be published.
reason-test-or-mockery = It looks like a test or a joke.
reason-asked-not-answered = A question was asked and not answered.
