# 復原金鑰：開啟中心時如何分成幾份，以及把它重新拼合的網頁。
# 那個網頁是單獨一個檔案，供沒有網路的電腦使用。

## 分發儀式

recovery-title = 復原金鑰
recovery-lead = 萬一所有通行密鑰都遺失，仍有一把金鑰能打開本中心密封的內容。現在把它分成 { $shares } 份，寫在 { $shares } 張紙上。任意 { $needed } 份可以復原；少於此數，什麼也看不出。
recovery-people = 請 { $shares } 個人到場，在沒有攝影機的房間裡；他們不住在一起，也不會同時被抓。
recovery-write = 各人抄下自己的一份，或用不留存內容的印表機列印。其他人請轉過頭去。
recovery-away = 紙張要遠離一切設備：不拍照，不複製，不上雲端。紙上沒有名字，也看不出屬於哪裡。
recovery-found = 誰得到其中 { $needed } 張，誰就能讀到這裡密封過的一切。各份只在此刻顯示，以後不再出現。
recovery-begin = 開始
recovery-print = 列印
recovery-share-title = 第 { $number } 份，共 { $of } 份
recovery-share-keeper = 請保管第 { $number } 份的人獨自坐到這裡。
recovery-share-show = 顯示我的一份
recovery-share-check = 請照著您的紙輸入第 { $number } 行
recovery-share-confirm = 已寫在我的紙上
recovery-share-mismatch = 這不是第 { $number } 行。請把您的紙與顯示的內容核對。

## 開啟工具

recovery-open-title = 用復原金鑰打開
recovery-open-lead = 本頁用三張紙拼合復原金鑰，並用它打開一個中心密封的內容。它不需要網路，也絕不可以有網路：哪台電腦見到這把金鑰，哪台電腦就能見到一切。
recovery-open-machine = 請用一台專為此事啟動的電腦，從不留痕跡的媒體啟動，並關閉或拔掉網路。檔案用一支之後不再插到別處的隨身碟拷入。
recovery-open-online = 這台電腦顯示有網路。請停下來，先把網路關掉。
recovery-open-papers = 1. 三張紙
recovery-open-share = 紙
recovery-open-share-good = 第 { $number } 份，沒有錯字。
recovery-open-share-mistyped = 這一份裡有錯字。請再與紙核對。
recovery-open-share-none = 這不是復原金鑰的份。它以 EXS1 開頭。
recovery-open-share-version = 這一份的版本與本頁不同。
recovery-open-join = 拼合
recovery-open-too-few = 還缺 { $number } 份。
recovery-open-different = 這些紙不是一套的：它們來自兩套不同的分發。
recovery-open-twice = 第 { $number } 份出現了兩次。每張紙只算一次。
recovery-open-misfit = 每張紙都完整，但合起來不是金鑰。其中有一張不是當初分發的內容。
recovery-open-joined = 拼合成功。復原金鑰的特徵碼是 { $text }。
recovery-open-rehearsed = 如果這是演練，到此結束：請關閉本頁並關機。
recovery-open-file = 2. 中心的檔案
recovery-open-file-help = 用「exeunt recovery export」產生。
recovery-open-file-wrong = 這不是這樣的檔案，或者內容不完整。
recovery-open-file-other = 這個檔案屬於另一個中心：它密封給 { $text }。
recovery-open-opening = 已處理 { $number } 個密封箱，共 { $of } 個……
recovery-open-boxes = 已打開 { $number } 個密封箱，共 { $of } 個。
recovery-open-use = 3. 用途
recovery-open-give = 把金鑰密封給一位等待中的成員
recovery-open-give-help = 請透過語音或當面，把這些字元與她註冊時看到的核對。然後工作台用「exeunt recovery give」讀入這個檔案。
recovery-open-give-button = 密封給 { $name }
recovery-open-give-none = 這個檔案裡沒有人在等待。
recovery-open-records = 閱讀密封的內容
recovery-open-records-help = 這個檔案裡有 { $number } 筆密封紀錄。打開後會以明文存成本機上的一個檔案。
recovery-open-records-none = 這個檔案裡沒有紀錄。
recovery-open-records-button = 全部打開
recovery-open-records-done = 已打開並儲存 { $number } 筆紀錄，共 { $of } 筆。
recovery-open-saved = 已儲存：{ $name }
recovery-open-fault = 沒有成功。請重新載入本頁。
