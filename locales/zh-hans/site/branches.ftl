# Where people find the centre.

branches-title = 在哪里找到我们
branches-lead = 愿意公开的分部。您可以亲自前往声明、询问，日后也可领取证书。
branches-safety = 在中国境内拨打这些电话或发送信息可能被看到。请先阅读{ $link }。
branches-none = 目前没有愿意公开的分部。您可以在本站声明。
branches-countries = 国家和地区
branches-elsewhere = 其他
branches-by-language = 按语言
branches-place = 地点
branches-spoken = 使用语言
branches-hours = 开放时间
branches-contact = 联系方式
branches-no-contact = 该分部不公开联系方式，请直接前往。
