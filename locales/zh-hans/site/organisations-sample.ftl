# 虚构的组织，一望而知：演示时用它们代替真实的组织。
-party = 纸灯笼会（SAMPLE）
-league = 灯笼青年团
-pioneers = 小灯笼队
organisations-party = { -party }
organisations-league = { -league }
organisations-pioneers = { -pioneers }
organisations-party-short = 纸灯笼会
organisations-league-short = 灯笼青年团
organisations-pioneers-short = 小灯笼队
