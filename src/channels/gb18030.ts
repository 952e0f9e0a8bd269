// This file also runs in a browser: no import, no API that only Node has.

/**
 * Characters that Windows and old Chinese input methods wrote at private places (GBK, CP936) before Unicode had them,
 * and where each stands in Unicode now: GB 18030-2022, appendix on former private use. The table is closed. Any other
 * private character means something on one machine alone.
 *
 * Each row is a run of neighbouring code points: the first one, and what the run stands for.
 */
const RUNS: readonly (readonly [first: number, characters: string])[] = [
  [0xe78d, '︐︒︑︓︔︕︖︗︘︙'],
  [0xe7c7, 'ḿǹ'],
  [0xe7e7, '〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻'],
  [
    0xe815,
    '⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻',
  ],
]

const REAL = new Map(
  RUNS.flatMap(([first, characters]) =>
    Array.from(characters, (real, at): [string, string] => [String.fromCodePoint(first + at), real]),
  ),
)

/** The text with the private characters of GBK as the real ones that they stand for; all other characters stay. */
export function foldGb18030(text: string): string {
  return text.replace(/[\ue78d-\ue864]/g, (private_) => REAL.get(private_) ?? private_)
}
