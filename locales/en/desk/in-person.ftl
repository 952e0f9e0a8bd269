# For an operator who takes a declaration down with the people present, and the slip that they take along.
in-person-nav = In person
in-person-title = Declare in person
in-person-at = At { $name }. Only with the people present: type what they say, and turn the screen to them before you send.
in-person-kept = Nothing is kept at this desk. What you send is sealed at once: a colleague reviews it, and you cannot read it again. The register will say “{ channel-branch }”, and never at which branch or by whom.
in-person-which = At which branch?
in-person-none = You are an operator of no branch that is open.
in-person-language = Language of the form and the slip
in-person-turn = Turn the screen to them. Nothing has been sent yet.
in-person-send = Send, and make a slip
in-person-send-no-code = Send without a slip
in-person-send-note = Ask first. A slip may be found on the way home; without one, nobody can come back to this declaration.
in-person-not-taken = That did not work, and nothing you typed is lost. Press once more: it is taken in once, however often it is sent.
in-person-handed-over = This declaration has been taken in, and its slip was handed over. It is not shown again.
in-person-done-title = Taken in
in-person-done-lead = { $people ->
    [one] The declaration for one person is sealed. Only a reviewer can open it now.
   *[other] The declaration for { $people } people is sealed. Only a reviewer can open it now.
}
in-person-slip-title = The slip
in-person-slip-lead = It is not on the screen, because a room has eyes. Print it, hand it over, and press “{ in-person-next }”: after that nobody can bring it back.
in-person-slip-looks = It says no name, no organisation, and nothing of us. It can still be found: whoever may be searched learns the words by heart, or goes without.
in-person-slip-centre = With our name, address and contact after all, because they want it: whoever finds it then knows where they have been.
in-person-slip-say = Say this
in-person-print = Print the slip
in-person-print-how = Print this page with the browser (Ctrl+P, on a Mac ⌘P): only the slip comes out. Switch “headers and footers” off, or the desk’s address is printed too.
in-person-show = There is no printer: show the code here, to be copied by hand
in-person-no-slip = They wanted no slip. Nothing remains by which anybody could come back to this declaration, or show that it is theirs.
in-person-next = Next person
in-person-lapsed-title = Your session has ended
in-person-lapsed-lead = Nothing you typed is lost, and nothing was sent. Sign in again in another tab, then come back to this one and go on.
in-person-lapsed-sign-in = Sign in, in another tab
in-person-lapsed-on = Go on
