import type { SVGAttributes } from 'react';

type Props = SVGAttributes<SVGSVGElement>;

function stroke(path: string) {
  return function Icon(props: Props) {
    return (
      <svg
        xmlns="http://www.w3.org/2000/svg"
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        focusable="false"
        aria-hidden="true"
        {...props}
      >
        <path d={path} />
      </svg>
    );
  };
}

export const HomeIcon = stroke('M2 7.5 8 2l6 5.5M3.5 6.5V14h3.2v-4h2.6v4h3.2V6.5');
export const ViewsIcon = stroke('M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.6h11M6 3v10');
export const BrandIcon = stroke('M2 13.5 7.2 7v6.5zM2 3h5.2a2.6 2.6 0 0 1-5.2 0zM8.8 13.5a2.6 2.6 0 0 1 5.2 0zM8.8 9.5V3H14z');
export const SearchIcon = stroke('M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4 14 14');
export const CloseIcon = stroke('m4 4 8 8M12 4l-8 8');
export const RefreshIcon = stroke('M13.5 3v3.5H10M13.3 6.5A5.6 5.6 0 1 0 13.6 9');
export const PlayIcon = stroke('M5 3v10l8-5z');
export const ThemeIcon = stroke('M8 14A6 6 0 0 0 8 2v12M8 14A6 6 0 0 1 8 2M8 5h4.6M8 8h5.8M8 11h4.6');
export const ChevronIcon = stroke('m4.5 6.5 3.5 3.5 3.5-3.5');
export const EventsIcon = stroke('M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.4 1.6');
export const MailIcon = stroke('M2 3.5h12v9H2zM2 4l6 5 6-5');
export const ReplyIcon = stroke('M6.5 4 2.5 7.5l4 3.5V8.8c3.5 0 5.5.9 7 3.2-.3-4-2.5-5.9-7-6z');
export const NoteIcon = stroke('M3 2.5h10v7.5L9.5 13.5H3zM9.5 13.5V10H13');
export const MenuIcon = stroke('M2.5 4h11M2.5 8h11M2.5 12h11');
export const TicketIcon = stroke('M2 4.5h12v2a1.5 1.5 0 0 0 0 3v2H2v-2a1.5 1.5 0 0 0 0-3z');
