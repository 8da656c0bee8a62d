import { useMemo } from 'react';
import { usePreferences } from '../preferences';

export interface Formats {
  count(n: number): string;
  compact(n: number): string;
  moment(iso: string): string;
  /** The time of day for today, the date for any other day. */
  day(iso: string): string;
  duration(minutes: number): string;
}

const HOUR = 60;
const DAY = 24 * HOUR;

function largestUnit(minutes: number): { value: number; unit: 'minute' | 'hour' | 'day' } {
  const size = Math.abs(minutes);
  if (size >= DAY) return { value: Math.trunc(minutes / DAY), unit: 'day' };
  if (size >= HOUR) return { value: Math.trunc(minutes / HOUR), unit: 'hour' };
  return { value: Math.trunc(minutes), unit: 'minute' };
}

function written(format: Intl.DateTimeFormat, iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '' : format.format(date);
}

export function useFormats(): Formats {
  const { locale } = usePreferences();
  return useMemo(() => {
    const count = new Intl.NumberFormat(locale);
    const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
    const moment = new Intl.DateTimeFormat(locale, {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });
    const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
    const date = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' });
    return {
      count: (n) => count.format(n),
      compact: (n) => compact.format(n),
      moment: (iso) => written(moment, iso),
      day: (iso) => written(new Date(iso).toDateString() === new Date().toDateString() ? time : date, iso),
      duration: (minutes) => {
        const { value, unit } = largestUnit(minutes);
        return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(value);
      },
    };
  }, [locale]);
}
