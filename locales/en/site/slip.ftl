# The slip itself. Neutral on purpose: no name, no organisation, no word of who made it.
slip-title = Twelve words
slip-use = In this order they show how your matter stands. Nobody else has them.
slip-digits = The same as digits
