# 三個組織。凡提到其中之一的句子都用這些詞，示範時可換成虛構的組織（organisations-sample.ftl）。
-party = 中國共產黨
-league = 共青團
-pioneers = 少先隊
organisations-party = { -party }
organisations-league = { -league }
organisations-pioneers = { -pioneers }
organisations-party-short = 共產黨
organisations-league-short = 共青團
organisations-pioneers-short = 少先隊
