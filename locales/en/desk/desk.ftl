# The desk: what members of staff read. Short, calm, exact. "Case" is a declaration under review;
# "box" is the key pair that a week’s declarations are sealed to; "passkey" as the platform calls it.
desk-brand = Exeunt desk
desk-nav = Desk
desk-nav-work = Review
desk-nav-entry = Correct an entry
desk-nav-team = Team
desk-nav-audit = Acts
desk-sign-out = Sign out
desk-needs-script = The desk opens sealed cases inside this browser, and that takes its script. Please allow scripts for this address.
desk-script-refused = The desk’s script has not run. Either scripts are off, or your browser has refused it because it is not the one that this page names. Do not work here: load the page once more, and if this stays, tell a colleague by another way.
desk-close = Close
desk-cancel = Cancel
desk-yes = yes
desk-no = no

## Signing in

desk-work-title = Review
desk-sign-in-title = Sign in at the desk
desk-sign-in-lead = One touch of your passkey signs you in and opens your key. The key stays in this page’s memory: when you close or reload it, it is gone.
desk-sign-in-button = Sign in with passkey
desk-touch-title = Touch your passkey once more
desk-touch-lead = You are signed in, but your key lived only in the page you left. One touch brings it back.
desk-demo-title = Which SAMPLE passkey?
desk-demo-note = In the place of a finger on a key. The keys of these people are public, so nothing real may ever be kept here.
desk-demo-cancel = None of them
desk-waiting-title = A colleague must admit you
desk-waiting-lead = You are enrolled. Before you can open a case, a colleague gives you the keys: ask one to open “Team” and to compare these characters with you, by voice or face to face.

## The start

desk-start-title = Cases
desk-figure-waiting = Waiting
desk-figure-oldest = Oldest since
desk-figure-decided = Decided by you today
desk-next = Next case
desk-keys = Keys
desk-keys-on = Single keys act (switch off if you dictate to the computer)
desk-key-text = Go to the declaration’s words
desk-key-select = In the words: select word by word (Shift: more)
desk-nothing-waiting = Nothing is waiting.
desk-budget-spent = You have opened as many cases as one member may for now. You can open the next at { $time }. Nobody reads well without a rest; and whoever wanted to read them all must not be able to.
desk-none = none
desk-opening = Opening the case…

## A case

desk-case-new = New declaration
desk-case-answer = The sender has answered
desk-case-withdrawal = The sender wishes to withdraw
# $day is a date, $text the door it came in by, $name the beginning of the case’s id
desk-case-facts = Waiting since { $day } · { $text } · case { $name }
desk-case-in-person = Taken down at { $place }, with the people present, by { $name }.
desk-wish-to-withdraw = The sender asks that this declaration be withdrawn. It has not been registered.
desk-wish-to-withdraw-entry = The sender asks that entry { $number } be withdrawn, with everybody on it.
desk-duress = Said under duress: with her code the sender signalled that somebody made her do this. Do what her status page says, and nothing else: leave everything as it is. Whoever made her sees the page that a real wish would show.
desk-duress-before = On { $day } the sender signalled that she was made to use her code. Whoever made her may have her code now: if in doubt, leave everything as it is.
desk-again-counted = The sender has declared before: entry { $number }, which is counted. Each person is counted once: register this one without counting it, unless somebody is on it who is not on the other.
desk-again-uncounted = The sender has declared before: entry { $number }. Of that one nobody is counted now, so this one is registered and counted like any other.
desk-again-nowhere = The sender has declared before. That declaration is not in the register, so this one is registered and counted like any other.
desk-again-waits = The sender has declared before, and that declaration has not been decided yet. Put this one back until it is: each person is counted once.
desk-again-unknown = The sender says that she has declared before, but the return code she gave is not known. You can ask her.
desk-again-duress = The sender was made to show the return code of an earlier declaration. Link nothing to it, and ask yourself whether this declaration is her own.
desk-again-sealed = The link stays sealed: nothing of it becomes public.
desk-again-public = She wants the link to be shown to everybody: the two entries will name each other.
desk-again-show = Show the link to everybody, as the sender wishes
desk-remarks = Remarks by the machine
desk-remarks-none = None.
desk-people-title = People: { $count }
desk-person-position = No.
desk-person-name = Name
desk-person-leaves = Leaves
desk-person-basis = Declared by
desk-person-publish = Publish name
desk-kind-real = real name
desk-kind-pseudonym = pseudonym
desk-not-sure = not sure which
desk-basis-self = herself or himself
desk-basis-relative = a relative
desk-basis-deceased = for someone deceased
desk-basis-asked = at her or his request
desk-not-agreed = agreement not stated
desk-publish-name = Publish the name of person { $number }
desk-name-hidden = name not published
desk-words = The declaration’s words
desk-no-words = No words were written.
desk-words-help = Select what must not be public, with the mouse or with the arrow keys, then redact it.
desk-redact = Redact
desk-undo = Undo
desk-redacted = not published
desk-wishes = The sender’s wishes
desk-wish-visibility = Publish
desk-wish-certificate = Certificate
desk-wish-place = Place
desk-wish-contact = Contact
desk-visibility-name-and-words = names and words
desk-visibility-name = names only
desk-visibility-counted = nothing; count only
desk-place-none = not given
desk-contact-none = none left
desk-history = What happened before

## Remarks

desk-finding-sent-quickly = Sent within three seconds.
desk-finding-hidden-field-filled = A field that people cannot see was filled in.
desk-finding-contact-in-words = The words hold something like a telephone number, an address or a link.
desk-finding-names-repeat = This name stands on the list more than once:
desk-finding-long-list = A long list.
desk-finding-may-be-repeated = The words suggest that somebody declares for a second time.
desk-finding-odd-name = Unusual as a name:
desk-finding-no-organisation = No organisation named:
desk-finding-agreement-missing = The sender did not say that this person agreed:

## History

desk-event-register = Registered
desk-event-register-uncounted = Registered, not counted
desk-event-hold = Question to the sender
desk-event-decline = Declined
desk-event-withdraw = Withdrawn
desk-event-keep = Left as it is
desk-event-under-duress = under duress
desk-event-answer = Answer from the sender
desk-event-withdrawal = The sender’s wish to withdraw
desk-event-wish-taken-back = The sender took the wish to withdraw back
desk-event-unreadable = This text cannot be opened with your keys.

## What becomes public

desk-preview = What becomes public
desk-preview-all = Names and words, as follows.
desk-preview-name = Names only. The words stay sealed.
desk-preview-counted = Nothing. The people are counted; neither names nor words are shown.
desk-outcome = What comes of it
desk-outcome-withdraw = A colleague is asked under “Four eyes”. Once she has agreed, entry { $number } stays as a number that says it was withdrawn; its names and words are shown no more, its people are no longer counted, and certificates of it are not valid. Until then nothing changes.
desk-outcome-nothing = Nothing changes in the register: entry { $number } stays as it is.
desk-outcome-gone = It has not been registered: carried out, nothing of it becomes public, and nobody is counted.

## Decisions

desk-decide = Decision
desk-register = Register
desk-register-uncounted = Register, do not count
desk-hold = Ask the sender
desk-decline = Decline
desk-withdraw = Carry out the withdrawal
desk-keep = Leave everything as it is
desk-put-back = Put back
desk-question = Question to the sender
desk-question-help = Sealed in this browser. The sender reads it with the return code, perhaps on a borrowed phone: name nobody. Ctrl + Enter sends.
desk-question-send = Send the question
desk-decline-why = Why is it declined?
desk-decline-note = The sender will read the reason. Nothing is deleted.
desk-reason-not-a-declaration = It is not a declaration
desk-reason-not-understood = It cannot be understood
desk-reason-names-others-in-danger = It endangers others by naming them
desk-reason-unlawful-content = Its content is unlawful
desk-reason-test-or-mockery = A test, or mockery
desk-reason-asked-not-answered = We asked and had no answer
desk-said-opened = Case opened: { $text }
desk-done-register = Registered. People: { $count }
desk-done-register-uncounted = Registered, not counted. People: { $count }
desk-done-hold = The sender is asked.
desk-done-decline = Declined.
desk-done-withdraw = The withdrawal goes to a colleague, who has to agree to it under Four eyes.
desk-done-gone = Ended, as its sender asked. Nothing of it was registered.
desk-done-keep = Left as it is.
desk-undo-decision = Undo
desk-undo-undone = Your decision is undone. This is the case again; nothing came of it.
desk-undo-too-late = It could not be undone: the decision had been carried out.
desk-said-put-back = Put back.
desk-said-redacted = Redacted: { $count } characters.
desk-said-undone = Undone.
desk-said-nothing-selected = Nothing is selected in the words.
desk-second-passkey-needed = You work with one passkey alone, and a week is over. Add a second one under your name, at the top; then cases are handed out again.
desk-contact-open = Show it
desk-contact-apart = left; it is kept apart, for those who have to reach people
desk-contact-yours = left; showing it takes a touch and is written down

## What can go wrong

desk-problem-refused = The desk did not accept this passkey.
desk-problem-cancelled = The passkey was not touched, or the request was cancelled. Nothing has happened.
desk-problem-no-prf = This passkey cannot keep a key for you. Passkeys that can: those of iCloud Keychain (macOS 15, iOS 18 and newer), of Google Password Manager, of Windows Hello (Windows 11 25H2), and security keys with FIDO2 and “hmac-secret”, such as YubiKey 5.
desk-problem-no-prf-made = This passkey cannot keep a key for you, and was asked twice. Nothing was stored here; but a passkey for this desk may be left on the device or key that you touched. Remove it there, in the settings for passkeys. Passkeys that can: those of iCloud Keychain (macOS 15, iOS 18 and newer), of Google Password Manager, of Windows Hello (Windows 11 25H2), and security keys with FIDO2 and “hmac-secret”, such as YubiKey 5.
desk-problem-network = The desk cannot be reached. Please try again.
desk-problem-fault = Something went wrong in this page. Please reload it and sign in again.
desk-problem-signed-out = You have been signed out. Please sign in again.
desk-problem-not-allowed = You may not do this.
desk-problem-damaged = This case cannot be opened with your keys, or has been altered. Put it back and tell an administrator.
desk-problem-lock-lost = The case was open for too long and may be with a colleague now, or its sender has taken back what it was about. Nothing was decided.
desk-problem-case-changed = The sender has just added something. The case has been opened anew: please read it again.
desk-problem-case-rests = The sender of the case before has just asked to withdraw. That wish rests now, and nothing was decided about the case.
desk-problem-refused-verdict = This decision does not fit the case.
desk-problem-question = Please write the question first.
desk-problem-admit-not-waiting = Nobody was admitted: somebody was quicker, or this newcomer waits no more. Please reload the page.
desk-problem-admit-key-differs = Nobody was admitted: this key is not the one that was shown. Please reload the page and compare again.
desk-problem-admit-refused = Nobody was admitted: the desk did not accept the touch, or you compared too long ago. Please reload the page and compare again.
desk-problem-four-eyes = You invited this newcomer: a colleague has to admit her or him. One member alone brings nobody in.
desk-problem-correction = The correction was not accepted. It has to change something, and words can only be hidden further, never rewritten.
desk-problem-invitation-unknown = This invitation is not valid: it was used, replaced by a newer one, or is older than a day.
desk-problem-name-taken = A colleague has this name already.
desk-problem-name-differs = This link is for a member who comes back. Please type the name that you had at the desk.
desk-problem-too-many = You have as many passkeys as one member may. Give one up first.
desk-problem-last = That is your last passkey: without it you would be locked out.
desk-problem-not-there = You have no such passkey any more.

## Enrolling

desk-enrol-title = Become a member of the desk
desk-enrol-lead = A passkey will be all that you have here: no password, no address. It signs you in, and it locks the key with which you open cases.
desk-enrol-name = Your name at the desk
desk-enrol-name-help = Colleagues see it, and it stands beside what you do. A pseudonym is advised.
desk-enrol-button = Create the passkey
desk-enrol-again = Your passkey is made. Touch it once more, so that it gives the key.
desk-enrol-which-keys = Which passkeys work?
desk-enrol-which-keys-text = Those of iCloud Keychain (macOS 15, iOS 18 and newer), of Google Password Manager, of Windows Hello (Windows 11 25H2), and security keys with FIDO2 and “hmac-secret”, such as YubiKey 5. If yours cannot do it, nothing will be created here.
desk-enrol-none-title = An invitation is needed
desk-enrol-none-lead = This page opens with the link of an invitation. An administrator can make one under “Team”; at a centre without members, the program prints it when it starts.
desk-enrol-first-done-title = The centre is open
desk-enrol-first-done-lead = You are its first administrator. From now on declarations are sealed so that only the desk can open them.
desk-enrol-done-title = You are enrolled
desk-enrol-done-lead = Now a colleague must admit you. Ask one to open “Team” and to compare these characters with you, by voice or face to face.
desk-enrol-to-desk = To the desk

## Team

desk-team-title = Team
desk-team-name = Name
desk-team-role = Role
desk-team-state = State
desk-team-key = Passkey
desk-role-administrator = administrator
desk-role-reviewer = reviewer
desk-role-operator = operator
desk-role-issuer = issuer of certificates
desk-role-approver = approver
desk-role-head = branch head
desk-branch = Branch
desk-branch-centre = the centre
desk-state-waiting = waits to be admitted
desk-state-admitted = admitted
desk-state-left = has left
desk-key-none = none (SAMPLE)
desk-key-synced = copied between devices by its maker
desk-key-bound = bound to one device
desk-key-lost = none: lost, and not replaced yet
desk-passkeys-title = Your passkeys
desk-passkeys-lead = Any one of them opens the desk, and your key. Keep two at least, in two places.
desk-ledger-clock = The ledger stands still: a clock is wrong. Nothing is lost; what you decide is taken up once it is right. Tell whoever runs the machine.
# text: a word of a closed list, as the runbook has it
desk-ledger-stopped = The ledger stands still ({ $text }). Nothing is lost; what you decide is taken up later. Tell whoever runs the machine.
desk-passkeys-one = You have one passkey alone. If it is lost, two colleagues have to let you in again.
desk-passkeys-lost = If you lose one
desk-passkeys-lost-text = Sign in with another one and give the lost one up here: from that moment it opens nothing. If all are lost, call an administrator. She or he starts your return, hands you a link, and another colleague compares your new characters with you, as at the beginning. Nobody at the desk will ever ask you for this by mail.
desk-passkey-add = Add a passkey
desk-passkey-current = signed in with it
desk-passkey-retire = Give up
desk-passkey-retire-number = Give up passkey { $number }
desk-passkey-touch-old = Touch a passkey that you have.
desk-passkey-touch-new = Now touch the new one.
desk-passkey-touch-vouch = And now touch one that you have: it vouches for the new one.
desk-invite-title = Invite a colleague
desk-invite-lead = The link works once, within 24 hours. Hand it over by a way that you trust.
desk-invite-role = Role
desk-invite-button = Make the link
desk-invite-link = The link
desk-invite-once = It is shown only now.
desk-admit = Admit
desk-admit-title = Is it really your colleague?
desk-admit-compare = Ask { $name } to read out the characters on her or his screen, by voice or face to face. Are they these?
desk-admit-warning = If they differ, somebody stands between you: admit nobody, and tell the other administrators.
desk-admit-same = They are the same: admit
desk-admitted = { $name } has been admitted.
desk-remove = Remove
desk-remove-title = Remove a member?
desk-remove-sure = From this moment { $name } cannot sign in, gets no case and no key. This cannot be undone: whoever comes back is invited anew.
desk-remove-note = What was opened in that browser may have been kept. The team's page will list the boxes.
desk-return = Has lost the passkeys
desk-return-title = Has this member lost every passkey?
desk-return-sure = The sessions, passkeys and keys of { $name } end now. With the link that follows she or he makes a new passkey as the same member; then somebody other than you compares the characters and admits.
desk-return-note = Be sure that it is really your colleague who asks: see or hear each other. Hand the link over by a way that you trust.
desk-left-opened = boxes opened
desk-left-opened-box = { $name }: { $count } cases
desk-problem-leaving-yourself = Nobody does this to herself or himself: another administrator has to.
desk-problem-leaving-last-administrator = That could not be done: the last administrator stays. Make somebody else an administrator first.
desk-problem-leaving-not-there = That could not be done: this member has left, or waits to be admitted. Please reload the page.

## Correcting an entry

desk-entry-title = Correct an entry
desk-entry-number = Entry { $number }
desk-entry-ask = Number of the entry
desk-entry-look = Look up
desk-entry-not-found = There is no declaration with this number.
desk-entry-day = Registered on { $day }.
desk-entry-correction-of = Entry { $number } corrects another one:
desk-entry-withdrawal-of = Entry { $number } withdraws from another one:
desk-entry-about = entry { $number }
desk-entry-later-kind-correction = corrected by entry { $number }
desk-entry-later-kind-withdrawal = withdrawn by entry { $number }
desk-entry-links-to = Links publicly to the earlier { $link }.
desk-entry-linked-from = Linked publicly from the later { $link }.
desk-entry-not-shown = This declaration is only counted; nothing of it is shown.
desk-entry-people = People of this entry
desk-entry-words = Public words
desk-line-withdrawn = withdrawn
desk-line-name = Name of person { $number }
desk-correct-button = Enter the correction
desk-correct-note = The register keeps the earlier entry. The correction becomes an entry of its own, under your name in the acts.

## Acts

desk-audit-title = Acts
desk-audit-lead = Newest first, { $most } on a page; times of { $place }. Acts name records, never what is in them.
desk-audit-at = When
desk-audit-who = Who
desk-audit-what = What
desk-audit-record = Record
desk-audit-desk = the desk itself
desk-audit-installation = whoever runs the centre
desk-act-enrolled = enrolled
desk-act-signed-in = signed in
desk-act-signed-out = signed out
desk-act-invited = invited a colleague
desk-act-admitted = admitted a colleague
desk-act-removed = removed a member
desk-act-role-granted = gave a role
desk-act-role-taken = took a role away
desk-act-branch-opened = opened a branch
desk-act-branch-changed = changed a branch
desk-act-requested = asked for a colleague’s agreement
desk-act-approved = agreed to what a colleague asked
desk-act-refused = refused what a colleague asked
desk-act-box-made = made a box
desk-act-box-confirmed = opened a colleague’s box, so that it is sealed to
desk-act-box-refused = could not open a colleague’s box
desk-act-key-returned = gave a box key back that did not open
desk-act-passkey-added = added a passkey
desk-act-passkey-retired = gave a passkey up
desk-act-passkey-founded = made the first passkey of the centre
desk-act-passkey-recovered = came back with a passkey that the recovery key vouches for
desk-act-passkeys-lost = started the return of a member who lost her passkeys
desk-act-keys-given = handed box keys on
desk-act-contact-opened = opened a sender’s contact
desk-act-taken-in = took a declaration down in person
desk-act-case-opened = opened a case
desk-act-case-returned = put a case back
desk-act-registered = registered
desk-act-registered-uncounted = registered, not counted
desk-act-held = asked the sender
desk-act-declined = declined
desk-act-kept = left a case as it is
desk-act-withdrawal-decided = found that a wish to withdraw is to be carried out
desk-act-withdrawn = carried out a withdrawal
desk-act-corrected = corrected an entry
desk-act-imported = took declarations over from an earlier registry
desk-act-baseline-attested = attested the total of an earlier registry
desk-act-desk-script = serves another script than before
desk-act-recovery-invited = made a link to come back by the recovery key
desk-act-recovery-exported = took the sealed keys out, for the opener
desk-act-recovery-given = gave the keys that the recovery key had opened

# Four eyes

desk-nav-requests = Four eyes
desk-requests-title = What takes two
desk-requests-lead = Nobody alone gives a role, changes what the register shows, or takes anybody out of it. One asks; another looks at exactly what would happen and touches her passkey.
desk-requests-none = Nothing waits for you.
desk-requests-answered = What you asked for
desk-answered-approved = { $name } agreed.
desk-answered-refused = { $name } did not agree.
desk-request-by = asked by { $name } ({ $text }), { $day }
desk-request-role = Give { $name } the role { $text } – { $place }
desk-request-correction = Correct entry { $number }
desk-request-withdrawal = Withdraw entry { $number }
desk-request-withdrawal-note = The sender asked for it with the return code. The entry stays as a number that says it was withdrawn; its names and words are shown no more, its people are no longer counted, and certificates of it are not valid.
desk-request-erased = What was asked for has been erased.
desk-request-more = and { $count } more
desk-request-approve = Agree – touch
desk-request-refuse = Do not agree
desk-request-said-approved = You agreed: { $title }.
desk-request-said-refused = You did not agree: { $title }.
desk-answer-asked-by-you = You asked for this: a colleague has to answer it.
desk-answer-role-of-yours = This role would be yours: a colleague has to answer.
desk-answer-no-approver = None of your roles may answer this: a colleague has to.
desk-answer-another-branch = The branch that asked does not answer this: an approver of another branch has to look at it.
desk-answer-sealed-elsewhere = What this is about is sealed to another branch: an approver there has to answer.
desk-answer-run-out = Nobody answered this within thirty days: it has run out, and would have to be asked for again.
desk-answer-answered-already = A colleague has answered this meanwhile.
desk-answer-refused = The desk did not accept this passkey.
desk-answer-not-there = There is no such request, or it is not yours to see.
desk-answer-nothing-left = What this was about has ended meanwhile: there is nothing left to agree to.
desk-correction-asked = A colleague has been asked to agree, under “Four eyes”. The correction stands in the register once she has; until then nothing changes.
desk-correction-asked-already = A correction of this entry waits for a colleague already.
desk-role-give = Give a role
desk-role-give-title = Give a role
desk-role-give-lead = Which role is { $name } to have, and where?
desk-role-give-note = A colleague has to agree before it counts.
desk-role-give-button = Ask a colleague
desk-role-asked = A colleague has been asked to agree, under “Four eyes”. The role is given once she has.
desk-role-asked-already = This waits for a colleague already.
desk-role-take-from = Take the role { $text } away from { $name }

# Branches

desk-branches-title = Branches
desk-branches-lead = Cases, people and figures belong to a branch or to the centre. What the public finds of a branch is the branch’s own choice.
desk-branch-open = Open a branch
desk-branch-closed = closed
desk-branch-listed = the public finds it
desk-branch-unlisted = the public does not find it
desk-branch-last = last written by { $name }, { $day }
desk-branch-change = Change
desk-branch-id = Short name in addresses
desk-branch-id-help = Small letters, digits and hyphens. It stays for ever.
desk-branch-name = Name
desk-branch-country = Country
desk-branch-reads = Languages that its reviewers read
desk-branch-contact-help = Shown as text to everybody, if the branch is listed. Leave it empty to show none.
desk-branch-public = In public
desk-branch-listed-choice = The public may find this branch
desk-branch-closed-choice = This branch is closed
desk-branch-save = Keep it
desk-branch-said-changed = Kept.
desk-branch-said-opened = The branch is open.
desk-branch-said-id-taken = There is, or was, a branch of that short name.
desk-branch-said-not-there = There is no such branch any more.
desk-branch-said-nameless = A branch needs a name.
desk-branch-said-cases-wait = Cases, or requests for certificates, wait at this branch, and nobody elsewhere could open them. Settle them first.

## A page that nobody touches

desk-idle-title = Are you still there?
desk-idle-lead = In a minute this page forgets your key and closes what is open. What you have typed is sealed for you, and is there again after your next touch.
desk-idle-stay = I am here
desk-busy = One moment: what you pressed before is still under way.
desk-kept-back = This is the case that was open, with what you had typed.
desk-kept-title = What you had typed
desk-kept-lead = The case it was about is no longer yours. Copy what you need: it goes with this page.
