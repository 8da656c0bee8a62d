import { usePreferences, type Locale } from '../preferences';
import { ar } from './ar';
import { de } from './de';
import { enUs, type Words } from './en-us';

const TABLES: Record<Locale, Words> = { 'en-us': enUs, de, ar };

export const LANGUAGE_NAMES: Record<Locale, string> = {
  'en-us': 'English (United States)',
  de: 'Deutsch',
  ar: 'العربية',
};

export function useWords(): Words {
  return TABLES[usePreferences().locale];
}
