import type { ReactNode } from 'react';
import { DEFAULT_THEME, ThemeProvider } from '@zendeskgarden/react-theming';
import { isRtl, usePreferences } from './preferences';

export function AgentTheme({ children }: { children: ReactNode }) {
  const { theme, locale } = usePreferences();
  return (
    <ThemeProvider
      theme={{
        ...DEFAULT_THEME,
        rtl: isRtl(locale),
        colors: { ...DEFAULT_THEME.colors, base: theme },
      }}
    >
      {children}
    </ThemeProvider>
  );
}
