/** Traditional characters, variants and marks, each with what stands for it while a list is read. One for one: places stay. */
const SAME: readonly (readonly [stands: string, others: string])[] = [
  [' ', '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000'],
  [',', '\ufe50\ufe10\u060c\u1802\ua4fe'],
  ['、', '丶\ufe51\uff64\ufe11\ufe45'],
  [';', '\ufe54\ufe14\u061b\u037e'],
  [':', '\ufe55\ufe13\u2236\ua789'],
  ['。', '\uff61\ufe12\u06d4'],
  ['.', '\ufe52\u2024'],
  ['!', '\ufe57\ufe15'],
  ['?', '\ufe56\ufe16\u061f'],
  ['(', '[{【〔〖［｛﹙❨⟨'],
  [')', ']}】〕〗］｝﹚❩⟩'],
  ['"', '“”„‟「」『』《》〈〉«»〝〞＂﹁﹂﹃﹄'],
  ["'", '‘’‚‛＇`´\u1fef'],
  ['-', '‐‑‒–—―─━﹘﹣－−~～〜=＝_＿→>＞'],
  ['·', '\u0387・•‧∙･⋅●'],
  ['/', '∕⁄＼\\'],
  ['|', '¦│┃︱'],
  ['党', '黨谠讜'],
  ['团', '團糰'],
  ['队', '隊'],
  ['员', '員'],
  ['声', '聲'],
  ['与', '與'],
  ['组', '組'],
  ['织', '織'],
  ['国', '國'],
  ['产', '產産'],
  ['开', '開'],
  ['离', '離'],
  ['脱', '脫'],
  ['愿', '願'],
  ['总', '總'],
  ['计', '計'],
  ['数', '數'],
  ['单', '單'],
  ['编', '編'],
  ['号', '號'],
  ['册', '冊'],
  ['记', '記'],
  ['统', '統'],
  ['书', '書'],
  ['汇', '匯彙'],
  ['细', '細'],
  ['个', '個箇'],
  ['万', '萬'],
  ['余', '餘'],
  ['领', '領'],
  ['锋', '鋒'],
  ['红', '紅'],
  ['过', '過'],
  ['关', '關'],
  ['属', '屬'],
  ['义', '義'],
  ['两', '兩'],
  ['贰', '貳'],
  ['叁', '參叄'],
  ['陆', '陸'],
  ['儿', '兒'],
  ['亲', '親'],
  ['爷', '爺'],
  ['妈', '媽'],
  ['孙', '孫'],
  ['侄', '姪'],
  ['邻', '鄰'],
  ['战', '戰'],
  ['学', '學'],
  ['岁', '歲'],
  ['龄', '齡'],
  ['职', '職'],
  ['业', '業'],
  ['话', '話'],
  ['电', '電'],
  ['备', '備'],
  ['类', '類'],
  ['别', '別'],
  ['区', '區'],
  ['县', '縣'],
  ['乡', '鄉'],
  ['镇', '鎮'],
  ['东', '東'],
  ['广', '廣'],
  ['辽', '遼'],
  ['宁', '寧'],
  ['龙', '龍'],
  ['苏', '蘇'],
  ['庆', '慶'],
  ['陕', '陝'],
  ['肃', '肅'],
  ['贵', '貴'],
  ['云', '雲'],
  ['内', '內'],
  ['湾', '灣'],
  ['实', '實'],
  ['网', '網'],
  ['笔', '筆'],
  ['为', '為爲'],
  ['们', '們'],
  ['谢', '謝'],
  ['时', '時'],
  ['间', '間'],
  ['体', '體'],
  ['妇', '婦'],
  ['弃', '棄'],
  ['邓', '鄧'],
]

/** What stands for each unit: its own kind for most. */
const STANDS = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit)
for (const [stands, others] of SAME)
  for (let at = 0; at < others.length; at += 1) STANDS[others.charCodeAt(at)] = stands.charCodeAt(0)
for (let unit = 0xff01; unit <= 0xff5e; unit += 1)
  if (STANDS[unit] === unit) STANDS[unit] = STANDS[unit - 0xfee0] ?? unit
for (let unit = 0; unit <= 0xffff; unit += 1) {
  const stands = STANDS[unit] ?? unit
  if (stands >= 0x41 && stands <= 0x5a) STANDS[unit] = stands + 0x20
}

/**
 * The text as it is compared: half width, small letters, simplified where the reader knows the word, one mark of each kind.
 * As long as the text, unit by unit, so that a place in one is the place in the other.
 */
export function fold(text: string): string {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (STANDS[unit] !== unit) return text.slice(0, at) + folded(text, at)
  }
  return text
}

function folded(text: string, from: number): string {
  const units = new Uint16Array(text.length - from)
  for (let at = 0; at < units.length; at += 1) units[at] = STANDS[text.charCodeAt(from + at)] ?? 0
  return decode(units)
}

/** In pieces, because a call takes only so many arguments. */
function decode(units: Uint16Array): string {
  let text = ''
  for (let at = 0; at < units.length; at += 4_096)
    text += String.fromCharCode(...units.subarray(at, at + 4_096))
  return text
}

/** Without the signs at its end. An expression for it would begin anew at each sign of every run before the end. */
export function withoutTail(text: string, sign: RegExp): string {
  let end = text.length
  while (end > 0 && sign.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}
