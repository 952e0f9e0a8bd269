# 由誰營運，原始碼在哪裡。

about-title = 由誰營運
about-run-by = 營運者：{ $name }
about-nobody = 營運者沒有說明自己是誰。在信任本站之前，請先問清楚。
about-address = 地址
about-contact = 供收到證書的機構查詢
about-press = 媒體聯絡
about-safety = 以上聯絡方式供機構和媒體使用。您自己要寫信之前，請先閱讀{ $link }：訊息在途中可能被看到。
about-software-title = 使用什麼軟體
about-software = 本站使用的軟體是 Exeunt，依 GNU Affero 通用公共授權條款第 3 版或更新版本發布的自由軟體。凡經由網路使用它的人，都有權取得原始碼。
about-source-title = 本站正在執行的原始碼
about-source = { $link }（{ $size }）：本站由它建置而成，營運者的改動也在其中。
about-source-link = 下載原始碼
about-source-elsewhere = 營運者在此提供本站的原始碼：{ $link }
about-centre-not-software = 撰寫軟體的人並不營運本站，也看不到送到這裡的任何內容。
