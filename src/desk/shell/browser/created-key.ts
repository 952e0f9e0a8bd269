/** What lies before a new passkey's id in the authenticator data (WebAuthn 3, sections 6.1 and 6.5.1). */
const ID_AT = 32 + 1 + 4 + 16 + 2

/** SHA-256 of the public key in the authenticator data of a passkey just made, hex: as the server keeps it. */
export async function keyDigestOf(authenticatorData: Uint8Array<ArrayBuffer>): Promise<string> {
  const { buffer, byteOffset, byteLength } = authenticatorData
  const data = new DataView(buffer, byteOffset, byteLength)
  const start = ID_AT + data.getUint16(ID_AT - 2)
  // Extensions may follow the key.
  const key = authenticatorData.subarray(start, endOfKey(data, start))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', key))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const BYTE_STRING = 2

/** Where a COSE key ends (RFC 9052, section 7): a map in CBOR of integers to integers and byte strings. */
function endOfKey(data: DataView, start: number): number {
  const map = headAt(data, start)
  let end = map.end
  for (let left = 2 * map.value; left > 0; left -= 1) {
    const head = headAt(data, end)
    end = head.type === BYTE_STRING ? head.end + head.value : head.end
  }
  return end
}

/** The head of a value in CBOR (RFC 8949, section 3), as far as keys have them. */
function headAt(data: DataView, at: number): { type: number; value: number; end: number } {
  const first = data.getUint8(at)
  const [type, info] = [first >> 5, first & 31]
  if (info < 24) return { type, value: info, end: at + 1 }
  if (info === 24) return { type, value: data.getUint8(at + 1), end: at + 2 }
  return { type, value: data.getUint16(at + 1), end: at + 3 }
}
