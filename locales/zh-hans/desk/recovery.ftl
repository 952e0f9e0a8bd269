# 恢复密钥：开启中心时如何分成几份，以及把它重新拼合的网页。
# 那个网页是单独一个文件，供没有网络的电脑使用。

## 分发仪式

recovery-title = 恢复密钥
recovery-lead = 万一所有通行密钥都丢失，仍有一把密钥能打开本中心密封的内容。现在把它分成 { $shares } 份，写在 { $shares } 张纸上。任意 { $needed } 份可以复原；少于此数，什么也看不出。
recovery-people = 请 { $shares } 个人到场，在没有摄像头的房间里；他们不住在一起，也不会同时被抓。
recovery-write = 各人抄下自己的一份，或用不留存内容的打印机打印。其他人请转过头去。
recovery-away = 纸张要远离一切设备：不拍照，不复制，不上云端。纸上没有名字，也看不出属于哪里。
recovery-found = 谁得到其中 { $needed } 张，谁就能读到这里密封过的一切。各份只在此刻显示，以后不再出现。
recovery-begin = 开始
recovery-print = 打印
recovery-share-title = 第 { $number } 份，共 { $of } 份
recovery-share-keeper = 请保管第 { $number } 份的人独自坐到这里。
recovery-share-show = 显示我的一份
recovery-share-check = 请照着您的纸输入第 { $number } 行
recovery-share-confirm = 已写在我的纸上
recovery-share-mismatch = 这不是第 { $number } 行。请把您的纸与显示的内容核对。

## 开启工具

recovery-open-title = 用恢复密钥打开
recovery-open-lead = 本页用三张纸拼合恢复密钥，并用它打开一个中心密封的内容。它不需要网络，也绝不可以有网络：哪台电脑见到这把密钥，哪台电脑就能见到一切。
recovery-open-machine = 请用一台专为此事启动的电脑，从不留痕迹的介质启动，并关闭或拔掉网络。文件用一支之后不再插到别处的 U 盘拷入。
recovery-open-online = 这台电脑显示有网络。请停下来，先把网络关掉。
recovery-open-papers = 1. 三张纸
recovery-open-share = 纸
recovery-open-share-good = 第 { $number } 份，没有错字。
recovery-open-share-mistyped = 这一份里有错字。请再与纸核对。
recovery-open-share-none = 这不是恢复密钥的份。它以 EXS1 开头。
recovery-open-share-version = 这一份的版本与本页不同。
recovery-open-join = 拼合
recovery-open-too-few = 还缺 { $number } 份。
recovery-open-different = 这些纸不是一套的：它们来自两套不同的分发。
recovery-open-twice = 第 { $number } 份出现了两次。每张纸只算一次。
recovery-open-misfit = 每张纸都完整，但合起来不是密钥。其中有一张不是当初分发的内容。
recovery-open-joined = 拼合成功。恢复密钥的特征码是 { $text }。
recovery-open-rehearsed = 如果这是演练，到此结束：请关闭本页并关机。
recovery-open-file = 2. 中心的文件
recovery-open-file-help = 用 “exeunt recovery export” 生成。
recovery-open-file-wrong = 这不是这样的文件，或者内容不完整。
recovery-open-file-other = 这个文件属于另一个中心：它密封给 { $text }。
recovery-open-opening = 已处理 { $number } 个密封箱，共 { $of } 个……
recovery-open-boxes = 已打开 { $number } 个密封箱，共 { $of } 个。
recovery-open-use = 3. 用途
recovery-open-give = 把密钥密封给一位等待中的成员
recovery-open-give-help = 请通过语音或当面，把这些字符与她注册时看到的核对。然后工作台用 “exeunt recovery give” 读入这个文件。
recovery-open-give-button = 密封给 { $name }
recovery-open-give-none = 这个文件里没有人在等待。
recovery-open-records = 阅读密封的内容
recovery-open-records-help = 这个文件里有 { $number } 条密封记录。打开后会以明文存成本机上的一个文件。
recovery-open-records-none = 这个文件里没有记录。
recovery-open-records-button = 全部打开
recovery-open-records-done = 已打开并保存 { $number } 条记录，共 { $of } 条。
recovery-open-saved = 已保存：{ $name }
recovery-open-fault = 没有成功。请重新载入本页。
