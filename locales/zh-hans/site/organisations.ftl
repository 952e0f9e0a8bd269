# 三个组织。凡提到其中之一的句子都用这些词，演示时可换成虚构的组织（organisations-sample.ftl）。
-party = 中国共产党
-league = 共青团
-pioneers = 少先队
organisations-party = { -party }
organisations-league = { -league }
organisations-pioneers = { -pioneers }
organisations-party-short = 共产党
organisations-league-short = 共青团
organisations-pioneers-short = 少先队
