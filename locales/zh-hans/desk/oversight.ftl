# 谁来监督审核员，以及日常工作中的帮手。“诱饵声明”是并不存在的人的声明：谁打开它，谁就暴露了自己。
# “复看”：已有决定的声明由另一位审核员在不知情的情况下再决定一次。

desk-nav-oversight = 监督
desk-oversight-title = 监督
desk-oversight-lead = 工作进行得如何，是否有人在作恶。小于十的数字不显示：那等于在说某一个人。日期按 { $place } 时区。
desk-few = < 10
desk-more = 更多
desk-older = 更早
desk-table-none = 暂无内容。

## 警报

desk-alarm-banner = 警报：有人碰了诱饵声明，正常工作不会走到那里。
desk-alarm-look = 查看警报
desk-alarms-title = 警报
desk-alarms-lead = 诱饵声明出自并不存在的人，不在任何人的待办中。谁打开它，谁就绕开了分派。
desk-alarm-at = 时间
desk-alarm-who = 何人
desk-alarm-how = 做了什么
desk-alarm-case = 声明
desk-alarm-state = 查明情况
desk-alarm-nobody = 未报身份
desk-alarm-how-read = 索取密封的原文
desk-alarm-how-locked = 取走声明
desk-alarm-how-decided = 作了决定
desk-alarm-how-registered = 要求登记
desk-alarm-how-asked-for = 在请求中指名
desk-alarm-see = 我已查明
desk-alarm-seen-by = 由 { $name } 查明
desk-alarm-yours = 由您触发：须由另一位管理员查明
desk-canary-title = 放置诱饵声明
desk-canary-count = 已放置 { $count } 份诱饵声明。
desk-canary-lead = 虚构一个人：姓名、几句话、只有您知道的联系方式。若有人联系该处，就说明这份声明被人读过。它在本浏览器里密封；在工作台上，包括您在内，谁都无法再找出它。
desk-canary-branch = 分部
desk-canary-name = 姓名
desk-canary-words = 内容
desk-canary-contact = 联系方式
desk-canary-language = 语言
desk-canary-place = 密封并放置
desk-canary-placed = 诱饵声明已放置。
desk-canary-refused = 诱饵声明未能放置。

## 分部与审核员

desk-load-branches = 分部
desk-load-branch = 分部
desk-load-waiting = 等待中
desk-load-oldest = 最久的已等
desk-load-today = 今日决定
desk-load-week = 七日内决定
desk-load-looks = 等待复看
desk-load-days = { $count } 天
desk-load-reviewers = 审核员
desk-load-reviewers-lead = 包括今天在内的七天。最后两栏为历来总数：她的决定中有多少由同工在不知情的情况下复看，两人不一致的占多少。
desk-load-name = 姓名
desk-load-hour = 最忙一小时打开
desk-load-register = 登记
desk-load-uncounted = 不计数
desk-load-hold = 提问
desk-load-decline = 不予登记
desk-load-looked = 被复看
desk-load-disagreed = 不一致
desk-load-share = { $count }（{ $number }%）

## 意见不一

desk-looks-title = 意见不一
desk-looks-lead = 每二十个决定中有一个由同工再决定一次，她并不知道已有决定。这里列出两人不一致的声明。任何结果都没有因此改变。
desk-looks-case = 声明
desk-looks-first = 第一次
desk-looks-second = 第二次
desk-looks-then = 后续
desk-looks-outline = 决定相同，但公开的姓名或文字不同
desk-looks-send-back = 交给第三人
desk-looks-sent-back = { $day } 交给第三人
desk-looks-refused = 该声明不能退回：它已登记、已在等待，或是由您自己决定的。
desk-case-second-look-disagrees = 两位审核员意见不一

## 操作记录

desk-act-looked-again = 复看声明
desk-act-sent-back = 退回两人意见不一的声明
desk-act-canary-placed = 放置诱饵声明
desk-act-canary-opened = 碰了诱饵声明
desk-act-alarm-seen = 查明警报

## 成员能读的语言

desk-reads-title = 您能读的语言
desk-reads-lead = 这些语言的声明优先分给您；没有时再分其他的。一个都不选，则不分语言。
desk-reads-kept = 已保存。

## 现成的问题：声明人读到的是她自己的语言

desk-replies = 现成的问题
desk-replies-help = 输入框为空时：按 ↓ 进入列表，再按 1 至 6，或用 ↑ ↓ 和回车。文字以声明人的语言出现，可以修改。这里什么都不保存。
desk-reply-organisation = 哪些组织
desk-reply-agreed = 其他人是否知情
desk-reply-name = 实名还是化名
desk-reply-names-others = 提到了别人
desk-reply-repeated = 以前发过
desk-reply-unclear = 意思不明

## 声明旁的说明

desk-help-title = 各项决定的含义
desk-help-register = 登记：这些人退出并计数，每人一次。公布的就是预览所示，别无其他。
desk-help-register-uncounted = 登记但不计数：声明属实，但这些人已经计过。
desk-help-hold = 提问：缺少只有声明人才知道的事。她凭回执码读到问题。
desk-help-decline = 不予登记：它不是声明，或者不可公布。什么都不会删除，她会读到您选的理由。
desk-help-withdraw = “撤回”和“一切照旧”用于声明人事后所说的话。如果声明显示她是被迫的，请保持一切照旧。
desk-help-redact-title = 何时隐去文字
desk-help-redact = 凡能找到某个人的都要隐去：电话、地址、工作单位、学校、亲友同事的姓名、被抓捕的日期和地点。声明人的想法照原样保留，即使您不这么看。拿不准就隐去。
desk-help-never-title = 什么绝不可以写
desk-help-never = 给声明人的问题里：不写姓名、地点和案情，她身旁可能有人在看。在这个工作台之外：声明的一切都不写，不记笔记、不拍照、不发消息给同工。遇到拿不准的声明，请放回。
desk-key-people = 跳到人员名单（↑ ↓ 移动，空格键公布或隐藏）
desk-key-contact = 显示声明人的联系方式
desk-key-again = 在本条旁显示或不显示先前的条目
desk-key-replies = 问题为空时：现成的问题（再按 1 至 6）
desk-key-languages = 选择语言
desk-key-send = 在问题中：发送
