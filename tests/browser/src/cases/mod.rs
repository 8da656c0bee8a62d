//! The promises, by subject. Every case starts with a clean extension on a quiet page.

mod access;
mod attacker;
mod background;
mod card;
mod clock;
mod commands;
mod contribution;
mod escalation;
mod faults;
mod first_run;
pub(crate) mod follow;
mod help;
mod languages;
mod layout;
mod lists;
mod looks;
mod meetings;
mod oauth;
mod order;
mod panel;
mod popup;
mod queue;
mod requests;
mod results;
mod same_frame;
mod settings;
mod sign_in;
mod staleness;
mod ticket;
mod unreadable;

use std::pin::Pin;

use anyhow::Result;

use crate::stage::Stage;

type Running<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

pub struct Case {
    pub name: &'static str,
    pub run: for<'a> fn(&'a Stage) -> Running<'a>,
}

macro_rules! table {
    ($($subject:ident { $($name:ident),+ $(,)? })+) => {
        &[$($(Case {
            name: concat!(stringify!($subject), "::", stringify!($name)),
            run: |stage| Box::pin($subject::$name(stage)),
        }),+),+]
    };
}

pub const CASES: &[Case] = table! {
    lists {
        view,
        search,
        home,
        user,
        organization,
        older_layout,
        without_subject_column,
        without_id_column,
        grouped_by_status,
        hundred_rows,
        shape_and_word_for_every_level,
    }
    same_frame { sort, refresh, paging, live_update, rows_reused_in_place, back_from_a_ticket }
    order {
        as_the_command_line_says,
        ranked_list_is_in_order,
        same_score_on_list_and_ticket,
        bands_and_ranks_agree,
    }
    card { opens_on_hover, opens_on_focus_and_closes_on_escape, toggles_by_keyboard, is_a_dialog_by_keyboard, asks_once, says_why, survives_a_refresh }
    commands { take_next, take_next_again, ranked_list_by_keyboard, ranked_list_opens_a_ticket, toolbar_counts }
    attacker { synthetic_presses, covered_and_moved_buttons, forged_messages_and_frames, content_script_taken_over }
    escalation {
        button_opens_the_review,
        card_opens_the_review,
        command_opens_the_review,
        palette_opens_the_review,
        one_review_per_ticket,
        filed_and_written_back,
        pressed_again_and_again,
        killed_reading_the_ticket,
        killed_claiming,
        killed_after_claiming,
        killed_posting,
        killed_after_posting,
        killed_writing_back,
        killed_after_writing_back,
        post_without_an_answer,
        post_answered_by_half,
        post_answered_by_html,
        note_without_an_answer,
        note_refused_for_a_conflict,
        waits_for_a_tab,
        signed_out,
        undone_within_the_countdown,
    }
    contribution {
        named_where_somebody_asks,
        by_keyboard,
        nothing_convincing,
        documentation_is_asked_for_once,
        since_when_it_is_fixed,
        patience,
        nothing_from_a_hidden_tab,
        looks,
    }
    follow { closed_issue_is_told, named_by_the_field, popup_retries_and_cancels, popup_dismisses, popup_leads_on }
    popup { shows_what_it_heard_last, hears_of_all_from_a_background_that_wakes_up, contributions, reflows }
    queue { is_the_top_of_the_list, press_jumps_to_the_tab, take_next, without_a_tab, without_a_list, by_keyboard }
    results { counted_and_drawn, what_the_account_refuses_says_so, goes_on_after_a_kill, without_a_tab }
    meetings { next_call_counts_down, lists_filters_and_catches_up, time_is_set, calendar_files_go_out_and_in, pages_are_found_and_changed, reminded_once, reminder_leads_to_the_call, one_date_is_otherwise, minutes_of_one_call, looks }
    ticket { right_one_of_three, tabs, flags_as_sentences, older_layout, oldest_layout, events_page }
    clock { crosses_to_breached_by_itself, critical_comes_before_breached }
    layout { rows_stay_where_they_are, every_badge_has_one_size, ticket_header_stays }
    looks { dark, right_to_left, german, zoomed, forced_colours, contrast, axe_on_a_list, axe_on_a_ticket }
    languages {
        in_german,
        nothing_untranslated,
        nothing_untranslated_from_right_to_left,
        review_in_german,
        review_has_nothing_untranslated,
        popup_in_german,
        popup_untranslated,
    }
    faults {
        rate_limited,
        leaving_a_page,
        server_error,
        login_page,
        session_ended,
        html_error,
        truncated_answer,
        network_gone,
        comes_back_by_itself,
        sla_forbidden,
        no_sla_is_estimated,
        clock_is_off,
        one_broken_ticket,
    }
    unreadable { list, ticket, web_assembly_off }
    background {
        killed_before_the_answer,
        killed_after_painting,
        killed_between_list_and_ticket,
        killed_again_and_again,
        updated_underneath,
    }
    sign_in {
        each_token_says_what_it_is,
        what_gitlab_does_not_take_is_not_kept,
        every_failure_is_a_sentence,
        signs_out,
        settings_are_saved_and_the_others_stay,
        a_token_goes_to_its_own_gitlab_alone,
        no_token_is_readable,
        axe,
    }
    oauth {
        from_the_window_to_signing_out,
        is_renewed_once_and_in_time,
        a_refresh_whose_answer_is_lost_ends_in_signing_in_again,
    }
    settings { saved_undone_and_reset, searched, brought_in_and_passed_on, locked_by_a_policy, ordering_is_previewed, overlay_switched_off, shortcuts_are_shown, selectors_are_looked_at, in_german, nothing_untranslated }
    first_run { opens_on_installation_alone, another_zendesk, goes_on_where_it_was_left, in_german, looks }
    help { diagnostics, codes, axe }
    staleness { says_how_old }
    access {
        the_new_issue_is_picked_up,
        a_review_that_was_closed_meanwhile_finds_it,
        a_gitlab_that_lets_no_other_origin_in,
    }
    panel { filled_in, files, no_tab, too_many_requests, without_a_token, looks, customer_data, duplicates, without_review, dismissed, by_keyboard, axe }
    requests { one_per_list, one_more_for_slas_until_that_is_known, none_for_the_known, none_from_a_hidden_tab, one_for_two_tabs }
};
