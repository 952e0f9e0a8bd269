/** The one box that this centre's declarations go to each week. More branches will bring more. */
export const CENTRE = { branch: 'centre', class: 'draft' } as const
