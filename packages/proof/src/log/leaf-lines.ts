import { encodeBase64 } from '../basics/base64.ts'
import { writeChannel } from './channel.ts'
import { writeFigures } from './figures.ts'
import type { Leaf, Organisations, RetractLeaf } from './leaf.ts'

export const HEADER = 'registry-leaf/v1'

/** A leaf in its one writing. */
export function textOf(leaf: Leaf): string {
  return `${HEADER}\n${leaf.kind}\n${linesOf(leaf).join('\n')}\n`
}

/** The lines of a leaf below its kind. */
function linesOf(leaf: Leaf): readonly string[] {
  switch (leaf.kind) {
    case 'add':
    case 'import':
      return [writePerson(leaf.left), encodeBase64(leaf.commitment)]
    case 'retract':
      return [writePerson(leaf.left), `reason ${leaf.reason}`, `target ${writeTarget(leaf)}`]
    case 'restate':
      return [
        `was ${writePerson(leaf.was)}`,
        `now ${writePerson(leaf.now)}`,
        `target ${leaf.target}`,
        encodeBase64(leaf.commitment),
      ]
    case 'amend':
      return [encodeBase64(leaf.commitment)]
    case 'channels':
      return leaf.channels.map(writeChannel)
    case 'baseline':
      return [`as-of ${leaf.asOf}`, writeFigures(leaf.figures), encodeBase64(leaf.dossier)]
    case 'baseline-adjust':
      return [writeFigures(leaf.figures)]
    case 'day':
      return [
        `date ${leaf.date}`,
        `size ${leaf.size}`,
        `baseline ${writeFigures(leaf.baseline)}`,
        `counted ${writeFigures(leaf.counted)}`,
        `retracted ${writeFigures(leaf.retracted)}`,
        `files ${encodeBase64(leaf.files)}`,
        ...leaf.channels.map(writeChannel),
      ]
    case 'key':
      return [leaf.vkey]
    case 'note':
      return [encodeBase64(leaf.digest)]
  }
}

export function writePerson({ party, league, pioneers }: Organisations): string {
  return `party ${Number(party)} league ${Number(league)} pioneers ${Number(pioneers)} people 1`
}

function writeTarget({ target }: RetractLeaf): string {
  return typeof target === 'number' ? String(target) : encodeBase64(target)
}
