common-site-name = Exeunt
common-tagline = 声明登记册
common-skip = 跳到正文
common-languages = 语言
common-main-navigation = 主要页面
common-nav-home = 概览
common-nav-declare = 声明
common-nav-return = 凭码查询
common-nav-register = 登记册
common-nav-counting = 统计方法
common-nav-safety = 安全须知
common-sample-banner = SAMPLE（演示）。人物和组织都是虚构的，这里没有一份声明出自真人。
common-footer-neutral = 本登记册只记录人们的声明，自身不作任何主张。
common-footer-no-trace = 没有 Cookie，没有脚本，不加载其他网站的任何内容。不记录访客。
common-footer-open = 各项数字的数据文件：{ $link }
common-day = { DATETIME($day, dateStyle: "long") }
common-as-of = 截至 { $moment }（{ $zone }）
# 时区在句中的名称
common-zone = { $zone ->
    [Asia-Shanghai] 北京时间
   *[other] { $zone }
}
common-list-separator = {"、"}
common-error-title = 没有成功
common-error-not-found = 没有这个页面，网址可能输错了。
common-error-method = 这个页面不能这样使用。
common-error-malformed = 浏览器发来的内容无法读取。请返回上一页，再试一次。
common-error-too-large = 内容太多，这份表单装不下。一份名单最多 { $people } 人，更长的请分几次提交。
common-error-unavailable = 登记册暂时无法接收，什么都没有保存。请过几分钟再试：返回上一页，填写的内容还在。
common-error-closed = 本中心尚未开放，现在还没有人能审阅声明。请以后再来。
common-error-inside = 我们这边出了差错，什么都没有保存。请过几分钟再试。
common-error-home = 回到概览
