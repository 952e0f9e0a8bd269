/** No answer of the desk holds more rows than this: whoever wants to carry everything away has to come often. */
export const PAGE = 50
