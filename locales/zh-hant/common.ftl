common-site-name = Exeunt
common-tagline = 聲明登記冊
common-skip = 跳到正文
common-languages = 語言
common-main-navigation = 主要頁面
common-nav-home = 概覽
common-nav-declare = 聲明
common-nav-return = 憑碼查詢
common-nav-register = 登記冊
common-nav-counting = 統計方式
common-nav-safety = 安全須知
common-sample-banner = SAMPLE（示範）。人物與組織皆屬虛構，這裡沒有一份聲明出自真人。
common-footer-neutral = 本登記冊只記錄人們的聲明，自身不作任何主張。
common-footer-no-trace = 沒有 Cookie，沒有指令碼，不載入其他網站的任何內容。不記錄訪客。
common-footer-open = 各項數字的資料檔：{ $link }
common-day = { DATETIME($day, dateStyle: "long") }
common-as-of = 截至 { $moment }（{ $zone }）
# 時區在句中的名稱
common-zone = { $zone ->
    [Asia-Shanghai] 北京時間
   *[other] { $zone }
}
common-list-separator = {"、"}
common-error-title = 沒有成功
common-error-not-found = 沒有這個頁面，網址可能打錯了。
common-error-method = 這個頁面不能這樣使用。
common-error-malformed = 瀏覽器送來的內容無法讀取。請回到上一頁，再試一次。
common-error-too-large = 內容太多，這份表單放不下。一份名單最多 { $people } 人，更長的請分次送出。
common-error-unavailable = 登記冊暫時無法接收，什麼都沒有儲存。請過幾分鐘再試：回到上一頁，填寫的內容還在。
common-error-closed = 本中心尚未開放，目前還沒有人能審閱聲明。請日後再來。
common-error-inside = 我們這邊出了問題，什麼都沒有儲存。請過幾分鐘再試。
common-error-home = 回到概覽
