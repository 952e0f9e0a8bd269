import { Refused } from './refused.ts'
import { type Heard, xmlReader } from './xml.ts'
import { type Zip } from './zip.ts'

/**
 * Read a part of a package as a document, while it is unpacked: nothing of it is kept but what is heard.
 * @throws {Refused}
 */
export async function readPart(zip: Zip, name: string, heard: Heard): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = xmlReader(heard)
  const decoded = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw new Refused('damaged')
    }
  }
  for await (const bytes of zip.bytesOf(name)) reader.push(decoded(bytes))
  reader.push(decoded())
  reader.end()
}

export const NOTHING_HEARD: Heard = {
  opened: () => undefined,
  closed: () => undefined,
  text: () => undefined,
}
