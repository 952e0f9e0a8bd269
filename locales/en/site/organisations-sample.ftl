# Fictitious, and unmistakably so: what a demonstration speaks of instead.
-party = Society of Paper Lanterns (SAMPLE)
-league = Lantern Youth
-pioneers = Little Lanterns
organisations-party = { -party }
organisations-league = { -league }
organisations-pioneers = { -pioneers }
organisations-party-short = Society
organisations-league-short = Lantern Youth
organisations-pioneers-short = Little Lanterns
