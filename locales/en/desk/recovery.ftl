# The recovery key: how it is shared out when an installation is opened, and the page that puts it together again.
# That page is one file, for a machine without a network.

## The ceremony

recovery-title = The recovery key
recovery-lead = If every passkey is lost, one key still opens what this centre has sealed. It is now shared out on { $shares } papers. Any { $needed } of them give it back; fewer say nothing.
recovery-people = Have { $shares } people here, in a room without cameras, who do not live together and would not be arrested together.
recovery-write = Each writes her own share down, or prints it on a printer that keeps nothing. The others look away.
recovery-away = Keep papers away from every machine: no photograph, no copy, no cloud. They bear no name, and say nothing of where they belong.
recovery-found = Whoever comes by { $needed } of the papers reads everything that has ever been sealed here. The shares are shown now and never again.
recovery-begin = Begin
recovery-print = Print
recovery-share-title = Share { $number } of { $of }
recovery-share-keeper = Whoever keeps share { $number } now sits down here, alone.
recovery-share-show = Show my share
recovery-share-check = Type line { $number } from your paper
recovery-share-confirm = It is on my paper
recovery-share-mismatch = That is not line { $number }. Please compare your paper with what is shown.

## The opener

recovery-open-title = Open with the recovery key
recovery-open-lead = This page puts the recovery key together from three papers, and opens with it what a centre has sealed. It needs no network, and must have none: whatever machine sees the key sees everything.
recovery-open-machine = Use a machine that was started for this, from a medium that forgets everything, with its network switched off or torn out. Put the files on it by a stick that goes nowhere else afterwards.
recovery-open-online = This machine says that it has a network. Stop here, and switch it off first.
recovery-open-papers = 1. Three papers
recovery-open-share = Paper
recovery-open-share-good = Share { $number }, without a slip.
recovery-open-share-mistyped = There is a slip in this one. Compare it with the paper once more.
recovery-open-share-none = This is no share. It begins with EXS1.
recovery-open-share-version = This share is of another version than this page.
recovery-open-join = Put them together
recovery-open-too-few = Still missing: { $number }.
recovery-open-different = These papers do not belong together: they are of two different sets.
recovery-open-twice = Share { $number } is here twice. Each paper counts once.
recovery-open-misfit = Each of these papers is whole, and together they are no key. One of them is not what was handed out.
recovery-open-joined = They fit. The recovery key is that of { $text }.
recovery-open-rehearsed = If this was a rehearsal, it is over: close the page, and switch the machine off.
recovery-open-file = 2. The file of the centre
recovery-open-file-help = Made with “exeunt recovery export”.
recovery-open-file-wrong = This is no such file, or it is cut off.
recovery-open-file-other = This file is of another centre: it is sealed to { $text }.
recovery-open-opening = { $number } of { $of } boxes …
recovery-open-boxes = { $number } of { $of } boxes are open.
recovery-open-use = 3. What for
recovery-open-give = Seal the keys to a member who waits
recovery-open-give-help = Compare these characters with those that she saw when she enrolled, by voice or face to face. Then the desk takes the file with “exeunt recovery give”.
recovery-open-give-button = Seal to { $name }
recovery-open-give-none = Nobody waits in this file.
recovery-open-records = Read what was sealed
recovery-open-records-help = { $number } sealed records are in this file. What is opened is saved as one file on this machine, in clear.
recovery-open-records-none = There are no records in this file.
recovery-open-records-button = Open all of them
recovery-open-records-done = { $number } of { $of } records were opened and saved.
recovery-open-saved = Saved: { $name }
recovery-open-fault = That did not work. Load the page again.
