import { foldCode } from '../basics/short-field.ts'

/** Crockford's base 32 has no I, L, O, U: who types one of the first three means what it looks like. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** So many characters of it, however they were typed and grouped; undefined for anything else. */
export function readCrockford(typed: string, length: number): string | undefined {
  const code = foldCode(typed, { most: TYPED_MOST, letters: 'upper' })
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return code.length === length && ONLY_CROCKFORD.test(code) ? code : undefined
}

/** Sixteen characters with a blank after each, and a sentence's signs around them, take half of it. */
const TYPED_MOST = 128
const ONLY_CROCKFORD = /^[0-9A-HJKMNP-TV-Z]+$/
