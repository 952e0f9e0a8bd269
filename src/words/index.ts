export { COUNTRIES, countryName } from './countries.ts'
export { isLanguage, LANGUAGE_NAME, LANGUAGE_TAG, LANGUAGES, type Language } from './languages.ts'
export { type MessageKey } from './messages.ts'
export { type Translate, type Words, wordsFor } from './words.ts'
