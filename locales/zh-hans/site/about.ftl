# 由谁运营，源代码在哪里。

about-title = 由谁运营
about-run-by = 运营者：{ $name }
about-nobody = 运营者没有说明自己是谁。在信任本站之前，请先问清楚。
about-address = 地址
about-contact = 供收到证书的机构查询
about-press = 媒体联系
about-safety = 以上联系方式供机构和媒体使用。您自己要写信之前，请先阅读{ $link }：信息在途中可能被看到。
about-software-title = 使用什么软件
about-software = 本站使用的软件是 Exeunt，按 GNU Affero 通用公共许可证第 3 版或更新版本发布的自由软件。凡经由网络使用它的人，都有权取得源代码。
about-source-title = 本站正在运行的源代码
about-source = { $link }（{ $size }）：本站由它构建而成，运营者的改动也在其中。
about-source-link = 下载源代码
about-source-elsewhere = 运营者在此提供本站的源代码：{ $link }
about-centre-not-software = 编写软件的人并不运营本站，也看不到提交到这里的任何内容。
