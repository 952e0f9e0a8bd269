/** Coarse on purpose: a province or a country is the finest place that Exeunt asks for. ISO 3166. */
const CHINA = [
  'CN', 'CN-AH', 'CN-BJ', 'CN-CQ', 'CN-FJ', 'CN-GD', 'CN-GS', 'CN-GX', 'CN-GZ', 'CN-HA', 'CN-HB', 'CN-HE',
  'CN-HI', 'CN-HL', 'CN-HN', 'CN-JL', 'CN-JS', 'CN-JX', 'CN-LN', 'CN-NM', 'CN-NX', 'CN-QH', 'CN-SC', 'CN-SD',
  'CN-SH', 'CN-SN', 'CN-SX', 'CN-TJ', 'CN-XJ', 'CN-XZ', 'CN-YN', 'CN-ZJ',
] as const

/** Where most declarations from abroad come from; `ZZ` is anywhere else. */
const ELSEWHERE = [
  'HK', 'MO', 'TW', 'AR', 'AT', 'AU', 'BE', 'BR', 'CA', 'CH', 'CZ', 'DE', 'DK', 'ES', 'FI', 'FR', 'GB', 'ID', 'IE',
  'IL', 'IN', 'IT', 'JP', 'KH', 'KR', 'LA', 'MM', 'MN', 'MX', 'MY', 'NL', 'NO', 'NZ', 'PE', 'PH', 'PL', 'PT', 'RO',
  'RU', 'SE', 'SG', 'TH', 'TR', 'UA', 'US', 'VN', 'ZA', 'ZZ',
] as const

export const PLACES = { china: CHINA, elsewhere: ELSEWHERE }
export type Place = (typeof CHINA)[number] | (typeof ELSEWHERE)[number]

const ALL: ReadonlySet<string> = new Set([...CHINA, ...ELSEWHERE])

export function isPlace(value: string): value is Place {
  return ALL.has(value)
}
