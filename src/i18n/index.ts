export { COUNTRIES, countryName } from './countries.ts'
export { birthName, count, dayName, momentName } from './days.ts'
export {
  type Area,
  codeLanguageOf,
  type CodeWords,
  covers,
  FIRST_LANGUAGE,
  forEveryLanguage,
  isLanguage,
  LANGUAGE,
  type Language,
  languageFor,
  LANGUAGES,
  languagesCovering,
  speaks,
} from './languages.ts'
export { type MessageKey } from './messages.ts'
export { type Translate, type Locale, localeFor } from './locale.ts'
