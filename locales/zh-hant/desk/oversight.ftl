# 誰來監督審核員，以及日常工作中的幫手。「誘餌聲明」是並不存在的人的聲明：誰打開它，誰就暴露了自己。
# 「複看」：已有決定的聲明由另一位審核員在不知情的情況下再決定一次。

desk-nav-oversight = 監督
desk-oversight-title = 監督
desk-oversight-lead = 工作進行得如何，是否有人在作惡。小於十的數字不顯示：那等於在說某一個人。日期按 { $place } 時區。
desk-few = < 10
desk-more = 更多
desk-older = 更早
desk-table-none = 暫無內容。

## 警報

desk-alarm-banner = 警報：有人碰了誘餌聲明，正常工作不會走到那裡。
desk-alarm-look = 查看警報
desk-alarms-title = 警報
desk-alarms-lead = 誘餌聲明出自並不存在的人，不在任何人的待辦中。誰打開它，誰就繞開了分派。
desk-alarm-at = 時間
desk-alarm-who = 何人
desk-alarm-how = 做了什麼
desk-alarm-case = 聲明
desk-alarm-state = 查明情況
desk-alarm-nobody = 未報身分
desk-alarm-how-read = 索取密封的原文
desk-alarm-how-locked = 取走聲明
desk-alarm-how-decided = 作了決定
desk-alarm-how-registered = 要求登記
desk-alarm-how-asked-for = 在請求中指名
desk-alarm-see = 我已查明
desk-alarm-seen-by = 由 { $name } 查明
desk-alarm-yours = 由您觸發：須由另一位管理員查明
desk-canary-title = 放置誘餌聲明
desk-canary-count = 已放置 { $count } 份誘餌聲明。
desk-canary-lead = 虛構一個人：姓名、幾句話、只有您知道的聯絡方式。若有人聯絡該處，就說明這份聲明被人讀過。它在本瀏覽器裡密封；在工作臺上，包括您在內，誰都無法再找出它。
desk-canary-branch = 分部
desk-canary-name = 姓名
desk-canary-words = 內容
desk-canary-contact = 聯絡方式
desk-canary-language = 語言
desk-canary-place = 密封並放置
desk-canary-placed = 誘餌聲明已放置。
desk-canary-refused = 誘餌聲明未能放置。

## 分部與審核員

desk-load-branches = 分部
desk-load-branch = 分部
desk-load-waiting = 等待中
desk-load-oldest = 最久的已等
desk-load-today = 今日決定
desk-load-week = 七日內決定
desk-load-looks = 等待複看
desk-load-days = { $count } 天
desk-load-reviewers = 審核員
desk-load-reviewers-lead = 包括今天在內的七天。最後兩欄為歷來總數：她的決定中有多少由同工在不知情的情況下複看，兩人不一致的占多少。
desk-load-name = 姓名
desk-load-hour = 最忙一小時打開
desk-load-register = 登記
desk-load-uncounted = 不計數
desk-load-hold = 提問
desk-load-decline = 不予登記
desk-load-looked = 被複看
desk-load-disagreed = 不一致
desk-load-share = { $count }（{ $number }%）

## 意見不一

desk-looks-title = 意見不一
desk-looks-lead = 每二十個決定中有一個由同工再決定一次，她並不知道已有決定。這裡列出兩人不一致的聲明。任何結果都沒有因此改變。
desk-looks-case = 聲明
desk-looks-first = 第一次
desk-looks-second = 第二次
desk-looks-then = 後續
desk-looks-outline = 決定相同，但公開的姓名或文字不同
desk-looks-send-back = 交給第三人
desk-looks-sent-back = { $day } 交給第三人
desk-looks-refused = 該聲明不能退回：它已登記、已在等待，或是由您自己決定的。
desk-case-second-look-disagrees = 兩位審核員意見不一

## 操作記錄

desk-act-looked-again = 複看聲明
desk-act-sent-back = 退回兩人意見不一的聲明
desk-act-canary-placed = 放置誘餌聲明
desk-act-canary-opened = 碰了誘餌聲明
desk-act-alarm-seen = 查明警報

## 成員能讀的語言

desk-reads-title = 您能讀的語言
desk-reads-lead = 這些語言的聲明優先分給您；沒有時再分其他的。一個都不選，則不分語言。
desk-reads-kept = 已儲存。

## 現成的問題：聲明人讀到的是她自己的語言

desk-replies = 現成的問題
desk-replies-help = 輸入框為空時：按 ↓ 進入清單，再按 1 至 6，或用 ↑ ↓ 和 Enter。文字以聲明人的語言出現，可以修改。這裡什麼都不儲存。
desk-reply-organisation = 哪些組織
desk-reply-agreed = 其他人是否知情
desk-reply-name = 實名還是化名
desk-reply-names-others = 提到了別人
desk-reply-repeated = 以前發過
desk-reply-unclear = 意思不明

## 聲明旁的說明

desk-help-title = 各項決定的含義
desk-help-register = 登記：這些人退出並計數，每人一次。公布的就是預覽所示，別無其他。
desk-help-register-uncounted = 登記但不計數：聲明屬實，但這些人已經計過。
desk-help-hold = 提問：缺少只有聲明人才知道的事。她憑回執碼讀到問題。
desk-help-decline = 不予登記：它不是聲明，或者不可公布。什麼都不會刪除，她會讀到您選的理由。
desk-help-withdraw = 「撤回」和「一切照舊」用於聲明人事後所說的話。如果聲明顯示她是被迫的，請保持一切照舊。
desk-help-redact-title = 何時隱去文字
desk-help-redact = 凡能找到某個人的都要隱去：電話、地址、工作單位、學校、親友同事的姓名、被抓捕的日期和地點。聲明人的想法照原樣保留，即使您不這麼看。拿不準就隱去。
desk-help-never-title = 什麼絕不可以寫
desk-help-never = 給聲明人的問題裡：不寫姓名、地點和案情，她身旁可能有人在看。在這個工作臺之外：聲明的一切都不寫，不記筆記、不拍照、不發訊息給同工。遇到拿不準的聲明，請放回。
desk-key-people = 跳到人員名單（↑ ↓ 移動，空白鍵公布或隱藏）
desk-key-contact = 顯示聲明人的聯絡方式
desk-key-again = 在本條旁顯示或不顯示先前的條目
desk-key-replies = 問題為空時：現成的問題（再按 1 至 6）
desk-key-languages = 選擇語言
desk-key-send = 在問題中：送出
