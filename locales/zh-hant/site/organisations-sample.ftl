# 虛構的組織，一望而知：示範時用它們代替真實的組織。
-party = 紙燈籠會（SAMPLE）
-league = 燈籠青年團
-pioneers = 小燈籠隊
organisations-party = { -party }
organisations-league = { -league }
organisations-pioneers = { -pioneers }
organisations-party-short = 紙燈籠會
organisations-league-short = 燈籠青年團
organisations-pioneers-short = 小燈籠隊
