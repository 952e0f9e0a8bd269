slip-title = 十二个字
slip-use = 按此顺序输入，可以知道您的事情办得如何。别人没有这些字。
slip-digits = 同一内容的数字
