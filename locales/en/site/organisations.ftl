# The three organisations. Every sentence that names one uses these terms, so that a
# demonstration can bring its own, fictitious ones (organisations-sample.ftl).
-party = Communist Party of China
-league = Youth League
-pioneers = Young Pioneers
organisations-party = { -party }
organisations-league = { -league }
organisations-pioneers = { -pioneers }
organisations-party-short = Party
organisations-league-short = Youth League
organisations-pioneers-short = Young Pioneers
