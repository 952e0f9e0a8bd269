# Where people find the centre.

branches-title = 在哪裡找到我們
branches-lead = 願意公開的分部。您可以親自前往聲明、詢問，日後也可領取證書。
branches-safety = 在中國境內撥打這些電話或傳送訊息可能被看到。請先閱讀{ $link }。
branches-none = 目前沒有願意公開的分部。您可以在本站聲明。
branches-countries = 國家和地區
branches-elsewhere = 其他
branches-by-language = 按語言
branches-place = 地點
branches-spoken = 使用語言
branches-hours = 開放時間
branches-contact = 聯絡方式
branches-no-contact = 該分部不公開聯絡方式，請直接前往。
