import { type Day } from '#basics'
import { type CopyIn, copyLine } from '#db'
import { type PublicVersion } from '#review'

/** A declaration that is to be entered under a number that was drawn for it. */
export interface Numbered {
  readonly number: number
  readonly received: Day
  readonly version: PublicVersion
}

/** Put declarations in by the thousand, with their lines. What all of them have in common comes apart. */
export async function copyDeclarations(
  copyIn: CopyIn,
  declarations: readonly Numbered[],
  { day, channel, vetted }: { day: Day; channel: string; vetted: boolean },
): Promise<void> {
  await copyIn(
    ENTRY,
    declarations.map(({ number, received, version: { words, place, language, shown, certifiable } }) =>
      copyLine([
        number,
        'declaration',
        day,
        received,
        channel,
        language,
        place,
        words,
        vetted,
        true,
        shown,
        certifiable,
      ]),
    ),
  )
  await copyIn(
    LINE,
    declarations.flatMap(({ number, version }) =>
      version.people.map(({ position, name, nameKind, basis, party, league, pioneers }) =>
        copyLine([number, number, position, name, nameKind, basis, party, league, pioneers]),
      ),
    ),
  )
}

const ENTRY = {
  table: 'register.entry',
  columns: [
    'number',
    'kind',
    'day',
    'received',
    'channel',
    'language',
    'place',
    'words',
    'vetted',
    'counted',
    'shown',
    'certifiable',
  ],
}

const LINE = {
  table: 'register.line',
  columns: ['declaration', 'number', 'position', 'name', 'name_kind', 'basis', 'party', 'league', 'pioneers'],
}
