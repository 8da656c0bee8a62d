import { useState } from 'react';
import { Field, Label, MediaInput } from '@zendeskgarden/react-forms';
import { SearchIcon } from '../icons';
import { useWords } from '../locale/words';
import { navigate } from '../router';

export function SearchBox() {
  const words = useWords();
  const [query, setQuery] = useState('');
  return (
    <form
      className="search-box"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (query.trim()) navigate(`search/1?${new URLSearchParams({ q: query.trim() })}`);
      }}
    >
      <Field>
        <Label hidden>{words.search}</Label>
        <MediaInput
          isCompact
          start={<SearchIcon />}
          placeholder={words.search}
          value={query}
          data-test-id="standin-search"
          onChange={(event) => setQuery(event.target.value)}
        />
      </Field>
    </form>
  );
}
