/** Four tables to an answer, and no answer of the desk holds more than fifty rows. */
export const PAGE = 12
