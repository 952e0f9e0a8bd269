slip-title = 十二個字
slip-use = 按此順序輸入，可以知道您的事情辦得如何。別人沒有這些字。
slip-digits = 同一內容的數字
