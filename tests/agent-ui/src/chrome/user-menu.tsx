import { useEffect, useRef, useState } from 'react';
import { Checkbox, Field, Fieldset, Label, Select, Toggle } from '@zendeskgarden/react-forms';
import { Avatar } from '../avatar';
import { LANGUAGE_NAMES, useWords } from '../locale/words';
import {
  COLUMNS,
  LIST_LAYOUTS,
  LOCALES,
  PAGE_SIZES,
  setPreferences,
  TICKET_LAYOUTS,
  usePreferences,
} from '../preferences';

interface ChoiceProps<T extends string | number> {
  label: string;
  name: string;
  value: T;
  options: readonly T[];
  word(option: T): string;
  onChoose(option: T): void;
}

function Choice<T extends string | number>({ label, name, value, options, word, onChoose }: ChoiceProps<T>) {
  return (
    <Field>
      <Label isRegular>{label}</Label>
      <Select
        isCompact
        value={value}
        data-test-id={`standin-${name}`}
        onChange={(event) => {
          const chosen = options.find((option) => String(option) === event.target.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {word(option)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Settings() {
  const words = useWords();
  const preferences = usePreferences();
  const { columns } = preferences;
  return (
    <>
      <Choice
        label={words.language}
        name="locale"
        value={preferences.locale}
        options={LOCALES}
        word={(locale) => LANGUAGE_NAMES[locale]}
        onChoose={(locale) => setPreferences({ locale })}
      />
      <Choice
        label={words.listLayout}
        name="layout"
        value={preferences.layout}
        options={LIST_LAYOUTS}
        word={(layout) => words.layouts[layout]}
        onChoose={(layout) => setPreferences({ layout })}
      />
      <Choice
        label={words.ticketLayout}
        name="ticket-layout"
        value={preferences.ticketLayout}
        options={TICKET_LAYOUTS}
        word={(layout) => words.layouts[layout]}
        onChoose={(ticketLayout) => setPreferences({ ticketLayout })}
      />
      <Choice
        label={words.rowsPerPage}
        name="per-page"
        value={preferences.perPage}
        options={PAGE_SIZES}
        word={String}
        onChoose={(perPage) => setPreferences({ perPage })}
      />
      <Field>
        <Toggle
          checked={preferences.groupByStatus}
          data-test-id="standin-group"
          onChange={(event) => setPreferences({ groupByStatus: event.target.checked })}
        >
          <Label isRegular>{words.groupByStatus}</Label>
        </Toggle>
      </Field>
      <Field>
        <Toggle
          checked={preferences.rowReuse}
          data-test-id="standin-row-reuse"
          onChange={(event) => setPreferences({ rowReuse: event.target.checked })}
        >
          <Label isRegular>{words.rowReuse}</Label>
        </Toggle>
      </Field>
      <Fieldset isCompact>
        <Fieldset.Legend>{words.columnsTitle}</Fieldset.Legend>
        <div className="column-choices">
          {COLUMNS.map((column) => (
            <Field key={column}>
              <Checkbox
                isCompact
                checked={columns.includes(column)}
                data-test-id={`standin-column-${column}`}
                onChange={(event) => {
                  const on = event.target.checked;
                  setPreferences({
                    columns: COLUMNS.filter((name) => (name === column ? on : columns.includes(name))),
                  });
                }}
              >
                <Label isRegular>{words.columns[column]}</Label>
              </Checkbox>
            </Field>
          ))}
        </div>
      </Fieldset>
    </>
  );
}

export function UserMenu({ agent }: { agent: string }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);

  return (
    <div className="user-menu" ref={place}>
      <button
        type="button"
        aria-label={words.userMenu}
        aria-expanded={open}
        data-test-id="standin-user-menu"
        onClick={() => setOpen(!open)}
      >
        <Avatar name={agent} size={30} />
      </button>
      {open ? (
        <div className="user-panel" role="group" aria-label={words.userMenu}>
          <p className="agent-name" dir="auto">
            {agent}
          </p>
          <Settings />
        </div>
      ) : null}
    </div>
  );
}
