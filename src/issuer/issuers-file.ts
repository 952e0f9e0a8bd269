/** Where the pinned list lies among the public files. */
export const ISSUERS_FILE = 'issuers.json'
