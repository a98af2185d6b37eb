"""All tables of the desk at once, as the 0001 to 0081 of before the first release had made them one after the other.

A table is a line with its name and its columns, `name:type`. `>office` is the id of a row there (`>office!`: gone with it), `?`
may be empty, `=x` is what the database puts where nothing is said. Below it stand its key (`pk`; else `id`), what is unique, and
its indexes: by their columns, or under a name of their own; of a part of the rows, after a `/` in the words of SQLite where it has others.
"""

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

from litigation_app.core.rls.functions import FUNCTIONS
from litigation_app.ledger import ANCHOR_TRIGGERS, APPEND, TRIGGERS

revision = "0081"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
duplicate_hit id:uuid kind:str20 first:uuid second:uuid first_case:uuid second_case:uuid found_at:when verdict:str20? settled_by:uuid? settled_at:when? later:uuid? first_agreed_by:uuid? second_agreed_by:uuid?
  unique kind first second
  index checked: first_case where kind = 'checked' AND verdict IS NULL
  index first
  index first_case
  index second
  index second_case

failed_sign_in door:str64 failures:int last_at:when
  pk door

identifier_token subject:uuid kind:str20 token:big case_id:uuid
  pk subject kind token
  index kind token

kek_use kek_ver:int wraps:big is_closed:bool=false
  pk kek_ver

ledger_checkpoint size:seq at:when frontier:bytes note:text
  pk size

ledger_commitment table:str64 row:uuid capsule:str64 seq:seq
  without rowid
  pk table row capsule

ledger_cosignature size:seq witness:str200 at:when line:text
  pk size witness

ledger_entry seq:seq at:when actor:uuid? act:str64 object:str64 case_id:uuid? opening_id:uuid? purpose:str64? outcome:str64 body:bytes h:bytes32 mac:bytes16
  pk seq
  unique opening_id
  index act seq
  index actor act seq
  index actor seq
  index at
  index case_id seq
  index object seq

office id:uuid name:str120 organisation:str120 country:str2 row_version:int=1
  unique name

opening_use opening_id:uuid last_used_at:when
  pk opening_id

passkey_challenge challenge_hash:str64 bound_to:str64 asked_at:when
  pk challenge_hash
  index asked_at

sent_form number_hash:str64 sent_at:when
  pk number_hash

sketch_change subject:uuid seq:big case_id:uuid office_id:uuid is_gone:bool
  pk subject
  unique seq

sketch_counter id:int last:big

subject_key subject:uuid kek_ver:int dek_ver:int wrapped:bytes60 seals:big
  pk subject

user_account id:uuid email:str254 name:str120 password_hash:str255? enrolment_hash:str64? enrolment_until:when? disabled_at:when? created_at:when row_version:int enrolment_word_hash:str255? enrolment_tries:int=0 password_stamp:bytes? enrolment_stamp:bytes? identity_stamp:bytes?
  unique email
  unique enrolment_hash

witnessed_log origin:str200 size:seq at:when note:text
  pk origin

calendar_feed user_id:>user_account token_hash:str64 says:str8 language:str8 made_at:when stamp:bytes?
  pk user_id
  unique token_hash

capsule table:str64 row:uuid capsule:str64 subject:>subject_key.subject row_ver:big sealed:bytes change:big?
  pk table row capsule
  index change where change IS NOT NULL
  index subject
  index table capsule

casework_act id:uuid office_id:>office kind:str20 on:date number:int about:str200 struck_by:>user_account? struck_at:when? struck_why:str200? recorded_by:>user_account recorded_at:when
  index office_id on

casework_alerts_read user_id:>user_account until:when
  pk user_id

casework_case id:uuid country:str2 year:int reference:str20 code_name:str40 office_id:>office forum:str10? court_id:str60? court_typed:str200? opened_on:date created_by:>user_account created_at:when law_version:str20 stage_now:str60? moved_on:date? row_version:int dated_until:date? ended_on:date? is_over:bool=false next_on:date=9999-12-31 next_id:uuid? barred_on:date? closed_on:date? barred_from_knowledge_on:date?
  unique reference
  index barred: office_id barred_on id where barred_on IS NOT NULL
  index barred_from_knowledge: office_id barred_from_knowledge_on id where barred_from_knowledge_on IS NOT NULL
  index code_name
  index country year
  index dated: office_id dated_until id where NOT is_over / is_over = 0
  index ended: office_id ended_on id
  index next: office_id is_over next_on id
  index office_id code_name
  index office_id opened_on id
  index office_id reference
  index opened: office_id is_over opened_on id

casework_grant id:uuid office_id:>office title:str200 donor:str200 reference:str60 starts_on:date ends_on:date currency:str3 budget:money packages:json periods:json results:json made_by:>user_account made_at:when row_version:int outcomes:json
  index office_id

casework_notice id:uuid user_id:>user_account kind:str20 about:uuid by:>user_account at:when
  index user_id at

casework_objective id:uuid office_id:>office country:str2 kind:str20 title:str200 aim:str4000 indicator:str12 baseline:str200 baseline_on:date? baseline_source:str300 target:str200 target_on:date? responsible:>user_account? state:str12 made_by:>user_account made_at:when row_version:int
  index country: country kind id

casework_portfolio_cell office_id:>office route:str40 country:str2 lawyer_id:>user_account year:int currency:str3 claimed_persons:int claimed:big decided_persons:int decided:big awarded_persons:int awarded:big final_persons:int final:big enforcing_persons:int enforcing:big paid_persons:int paid:big owed_persons:int owed:big
  pk office_id route country lawyer_id year currency

casework_precedent id:uuid country:str2 court:str200 number:str80 decided_on:date about:str500 articles:json topics:json added_by:>user_account added_at:when
  index country: country decided_on id

casework_review_limit id:uuid office_id:>office! currency:str3 amount:money? set_by:>user_account set_at:when
  index office_id currency set_at

casework_saved_view user_id:>user_account wanted:str400 saved_at:when
  pk user_id wanted

courtwatch_agreement id:uuid office_id:>office made_by:>user_account made_at:when judgments:int found:json
  index office_id made_at

courtwatch_judgment id:uuid office_id:>office country:str2 court:str120 instance:str16 decided_on:date finality:str10 accused:int injured:int mark:big trial_mark:big is_double:bool state:str16 registered_by:>user_account registered_at:when row_version:int
  index mark
  index office_id_decided_on: office_id decided_on id
  index office_id state

courtwatch_observation id:uuid office_id:>office country:str2 court:str120 heard_on:date trial_mark:big observed_by:>user_account begun_at:when filled:json handed_in_at:when? row_version:int
  index office_id_heard_on: office_id heard_on id

job id:uuid kind:str30 asked_by:>user_account session_id:uuid? asked:json asked_at:when state:str10 step:str20 step_at:when done:int of:int heard_at:when answer:json
  fk asked_by fk_job_asked_by_user_account
  index asked_at
  index asked_by

known_browser id:uuid token_hash:str64 user_id:>user_account known_since:when
  unique token_hash
  index user_id

known_number id:uuid mode:str12 country:str2 table_id:str40 code:str30 first_year:int last_year:int low:int high:int? publisher:str12 title:str200 place:str500 published_on:date is_doubtful:bool state:str10 entered_by:>user_account entered_at:when checked_by:>user_account? checked_at:when? withdrawn_by:>user_account? withdrawn_at:when? struck_by:>user_account? struck_at:when? struck_why:str200? row_version:int

leaving id:uuid user_id:>user_account carried_out_by:>user_account carried_out_at:when roles:text was_enrolled:bool sessions:int factors:int proposals:int
  index user_id

limit_use id:uuid user_id:>user_account what:str30 at:when
  index user_id: user_id what at

official_draft id:uuid country:str2 title:str200 lines:json sources:json typists:json base:str60 state:str10 begun_by:>user_account begun_at:when handed_by:>user_account? handed_at:when? approved_by:>user_account? approved_at:when? returned_why:str200? release_id:str60? row_version:int

partner_key id:uuid organisation:str120 country:str2 public_key:str44 state:str10 proposed_by:>user_account proposed_at:when confirmed_by:>user_account? confirmed_at:when? ended_by:>user_account? ended_at:when? row_version:int
  index public_key

passkey id:uuid user_id:>user_account name:str60 credential_id:bytes1023 public_key:bytes sign_count:big added_at:when last_used_at:when? stamp:bytes?
  unique credential_id
  index user_id

person_proposal id:uuid kind:str20 target_id:>user_account? name:str120? email:str254? roles:str100 office_id:>office? proposed_by:>user_account proposed_at:when decided_by:>user_account? decided_at:when? outcome:str10? is_single:bool row_version:int word_hash:str255? stamp:bytes?
  index target_id

recovery_code code_hash:str64 user_id:>user_account used_at:when? stamp:bytes?
  pk code_hash
  index user_id

regional_draft id:uuid title:str200 chosen:json proposal:json digest:str64 state:str10 drafted_by:>user_account drafted_at:when approved_by:>user_account? approved_at:when? release_id:str60? row_version:int

release_draft id:uuid title:str200 countries:str20 first_year:int last_year:int state:str10 drafted_by:>user_account drafted_at:when approved_by:>user_account? approved_at:when? release_id:str60? proposal:json digest:str64 row_version:int mode:str12=caseload second_person:>user_account?
  fk second_person fk_release_draft_second_person_user_account

reminder_mail user_id:>user_account on:date at:when count:int
  pk user_id on

reminder_wish user_id:>user_account days:json mail_hour:int? language:str10 read_until:when? row_version:int
  pk user_id

role_held id:uuid user_id:>user_account office_id:>office role:str20 stamp:bytes?
  unique user_id role office_id
  index office_id
  index user_id

scenario id:uuid name:str120 country:str8 text:text hash:str64 copied_from:str120 made_by:>user_account made_at:when changed_by:>user_account changed_at:when archived_at:when? row_version:int
  index changed_at

study id:uuid release_id:str60 scenario_code:str8 scenario_hash:str64 paths:int seed:big run_by:>user_account run_at:when result_digest:str64 scenario_name:str120= text_hash:str64= result_key:str64=
  index result_key
  index run_at
  index run_by

totp_factor user_id:>user_account sealed:bytes last_counter:big added_at:when
  pk user_id

web_session id:uuid token_hash:str64 user_id:>user_account auth_level:int agent_hash:str64 created_at:when last_seen_at:when stepped_up_at:when? revoked_at:when? failed_before:int=0 failed_since:when? stamp:bytes?
  unique token_hash
  index user_id revoked_at

casework_assessment on:date scores:json criteria:str12 instances:int id:uuid case_id:>casework_case office_id:>office recorded_by:>user_account recorded_at:when struck_by:>user_account? struck_at:when? row_version:int
  index case_id

casework_assignment case_id:>casework_case user_id:>user_account kind:str10 opened_on:date office_id:>office reference:str20 code_name:str40 is_over:bool=false next_on:date=9999-12-31
  pk case_id user_id
  index code_name: user_id office_id code_name
  index! lead: case_id where kind = 'lead'
  index mine: user_id office_id opened_on case_id
  index next: user_id office_id is_over next_on case_id
  index opened: user_id office_id is_over opened_on case_id
  index reference: user_id office_id reference

casework_closing id:uuid case_id:>casework_case closed_by:>user_account closed_at:when reason:str20 was_told:bool were_returned:bool open_points:int reopened_by:>user_account? reopened_at:when? reopened_because:str20?
  index case_id

casework_defendant id:uuid case_id:>casework_case letter:str4 added_by:>user_account added_at:when row_version:int
  unique case_id letter

casework_emergency id:uuid case_id:>casework_case office_id:>office user_id:>user_account category:str40 started_at:when until:when reviewed_by:>user_account? reviewed_at:when? verdict:str40? row_version:int
  index case_id
  index office_id started_at
  index user_id until
  index waits: office_id where reviewed_at IS NULL

casework_facet case_id:>casework_case name:str10 value:str120 office_id:>office is_over:bool next_on:date opened_on:date
  pk case_id name value
  index next: office_id name value is_over next_on case_id
  index opened: office_id name value is_over opened_on case_id

casework_grant_cost id:uuid grant_id:>casework_grant package:str12 on:date amount:money what:str200 voucher:str60 struck_by:>user_account? struck_at:when? struck_why:str200? recorded_by:>user_account recorded_at:when
  index grant_id

casework_objective_step id:uuid objective_id:>casework_objective state:str12 on:date note:str2000 said_by:>user_account said_at:when
  index objective_id

casework_proceeding id:uuid case_id:>casework_case procedure:str40 family:str20 forum:str10? court_id:str60? court_typed:str200? law_version:str20 begun_on:date? position:int spawned_by:uuid? entered_on:date? row_version:int=1
  index case_id

casework_pursuit objective_id:>casework_objective id:uuid case_id:>casework_case office_id:>office recorded_by:>user_account recorded_at:when struck_by:>user_account? struck_at:when? row_version:int
  index case_id
  index! stands: objective_id case_id where struck_at IS NULL

casework_victim id:uuid case_id:>casework_case code_name:str40 added_by:>user_account added_at:when changed_by:>user_account? changed_at:when? row_version:int identity_ver:int=1 contact_ver:int=1 health_ver:int=1 exploitation_ver:int=1 legal_ver:int=1 erased_at:when?
  index case_id
  index code_name

casework_wall id:uuid case_id:>casework_case user_id:>user_account reason:str40 put_by:>user_account put_at:when lifted_by:>user_account? lifted_at:when?
  index case_id
  index! stands: user_id case_id where lifted_at IS NULL

casework_written_together id:uuid case_id:>casework_case act_id:uuid kind:str10 row_id:uuid
  index act_id
  index row_id

cosigner proposal_id:>person_proposal user_id:>user_account? key:str200 stamp:bytes?
  pk proposal_id
  index! user_id

courtwatch_coding id:uuid judgment_id:>courtwatch_judgment office_id:>office mark:big place:int coded_by:>user_account coded_at:when
  unique judgment_id place

elicitation id:uuid scenario_id:>scenario key:str80 row_name:str200 wording:str500 asked_by:>user_account asked_at:when
  index scenario_id

casework_assessment_client id:uuid assessment_id:>casework_assessment case_id:>casework_case victim_id:>casework_victim
  unique assessment_id victim_id
  index victim_id

casework_authority id:uuid case_id:>casework_case office_id:>office victim_id:>casework_victim family:str20 of_id:>casework_authority? from_on:date until_on:date? revoked_on:date? scope:json stands:bool recorded_by:>user_account recorded_at:when struck_by:>user_account? struck_at:when? row_version:int
  index case_id
  index until: office_id until_on
  index victim_id

casework_citation proceeding_id:>casework_proceeding code:str40? precedent_id:>casework_precedent? relation:str16 article:str12 has_note:bool id:uuid case_id:>casework_case office_id:>office recorded_by:>user_account recorded_at:when struck_by:>user_account? struck_at:when? row_version:int
  index case_id

casework_claim id:uuid case_id:>casework_case office_id:>office victim_id:>casework_victim route:str40 currency:str3 state:str10 version:int written_by:>user_account submitted_at:when? approved_by:>user_account? filed_on:date? changed_by:>user_account? changed_at:when? row_version:int unreviewed_because:str20? review_by:date? is_quantified:bool debtors:json advised_on:date? has_advice:bool eur_rate:rate? eur_rate_on:date? eur_rate_source:str200? first_approved_by:>user_account? asked_of_some:json interest:str10? interest_from:date? first_sent_at:when?
  index case_id
  index office_id review_by
  index office_id state submitted_at
  index victim_id route

casework_court_file id:uuid case_id:>casework_case proceeding_id:>casework_proceeding recorded_by:>user_account role:str16 court_id:str60? court_typed:str200? begun_on:date? ended_on:date? recorded_at:when row_version:int ended_by:uuid? takes_over:bool=false
  index case_id

casework_document id:uuid case_id:>casework_case size:big added_by:>user_account added_at:when removed_by:>user_account? removed_at:when? row_version:int victim_id:>casework_victim? series:uuid version:int=1
  unique series version
  index case_id added_at
  index victim_id

casework_erasure id:uuid certificate:str24 victim_id:>casework_victim case_id:>casework_case office_id:>office basis:str40 papers:json with_case:bool proposed_by:>user_account? proposed_at:when outcome:str10? decided_by:>user_account? decided_at:when? counts:json kek_ver:int finished_at:when? row_version:int
  unique certificate
  index office_id proposed_at
  index victim_id

casework_former_name id:uuid case_id:>casework_case victim_id:>casework_victim code_name:str40 changed_by:>user_account changed_at:when
  index case_id
  index code_name
  index victim_id

casework_hearing id:uuid case_id:>casework_case office_id:>office proceeding_id:>casework_proceeding kind:str20 on:date at:time? must_come:json state:str12 follows:>casework_hearing? has_note:bool recorded_by:>user_account recorded_at:when row_version:int
  index case_id on
  index follows
  index of_day: office_id on at id case_id state
  index on: on id
  index proceeding_id

casework_hold id:uuid victim_id:>casework_victim? case_id:>casework_case office_id:>office reason:str40 until:date placed_by:>user_account placed_at:when lifted_by:>user_account? lifted_at:when? lift_asked_by:>user_account? lift_asked_at:when? lift_reason:str20?
  index case_id
  index victim_id

casework_joined id:uuid kept_id:>casework_victim other_id:>casework_victim first_case:>casework_case second_case:>casework_case joined_by:>user_account joined_at:when parted_by:>user_account? parted_at:when?
  index first_case
  index kept_id
  index second_case
  index! uq_casework_joined_other_id: other_id where parted_at IS NULL

casework_move id:uuid proceeding_id:>casework_proceeding seq:int event:str60? from_stage:str60 to_stage:str60 on:date served_on:date? outcome:str40? is_outside:bool episode:int has_note:bool recorded_by:>user_account recorded_at:when struck_by:uuid? struck_at:when? is_found:bool=false
  unique proceeding_id seq
  index on: on proceeding_id

casework_note id:uuid case_id:>casework_case victim_id:>casework_victim? kind:str12 on:date written_by:>user_account written_at:when struck_by:>user_account? struck_at:when? row_version:int
  index case_id on
  index victim_id

casework_particular id:uuid case_id:>casework_case office_id:>office victim_id:>casework_victim group:str12 is_first:bool remind_on:date? recorded_by:>user_account recorded_at:when struck_by:>user_account? struck_at:when? row_version:int
  index case_id
  index remind: office_id remind_on id where remind_on IS NOT NULL AND struck_at IS NULL
  index victim_id

casework_portfolio_standing victim_id:>casework_victim route:str40 case_id:>casework_case office_id:>office country:str2 lawyer_id:>user_account year:int currency:str3 claimed:big decided:big awarded:big final:big enforcing:big paid:big owed:big enforce_by:date?
  pk victim_id route
  index case_id
  index office_id_route_year: office_id route year victim_id

casework_strategy_decision assessment_id:>casework_assessment case_id:>casework_case code:str12 on:date deciders:json has_note:bool decided_by:>user_account decided_at:when
  pk assessment_id

casework_supervision proceeding_id:>casework_proceeding final_on:date weight:str12 procedure:str12 id:uuid case_id:>casework_case office_id:>office recorded_by:>user_account recorded_at:when struck_by:>user_account? struck_at:when? row_version:int
  index case_id

casework_task id:uuid case_id:>casework_case office_id:>office victim_id:>casework_victim? kind:str12 about:str10? about_id:uuid? state:str12 for_id:>user_account due_on:date? has_text:bool given_by:>user_account given_at:when changed_at:when row_version:int
  index case_id
  index for_id changed_at
  index open_for_id_due_on_id: for_id due_on id where state = 'open'
  index open_office_id_due_on_id: office_id due_on id where state = 'open'
  index victim_id

casework_track_link id:uuid case_id:>casework_case kind:str10 first_id:>casework_proceeding second_id:>casework_proceeding on:date accused:json recorded_by:>user_account recorded_at:when
  index case_id
  index first_id

elicitation_judgement id:uuid elicitation_id:>elicitation expert:str120 on:date kind:str10 low:real middle:real high:real weight:real reason:str2000 recorded_by:>user_account recorded_at:when
  index elicitation_id

casework_calculation id:uuid claim_id:>casework_claim victim_id:>casework_victim head:str40 amount:money recorded_by:>user_account recorded_at:when
  index claim_id
  index victim_id

casework_claim_decision id:uuid claim_id:>casework_claim on:date instance:str10 outcome:str20 amount:money? is_final:bool recorded_by:>user_account recorded_at:when quashed_on:date? struck_by:>user_account? struck_at:when? struck_why:str12? appealed_on:date? final_on:date?
  index claim_id
  index final_on: final_on claim_id
  index on: on claim_id

casework_claim_evidence id:uuid claim_id:>casework_claim added_by:>user_account head:str40 series:uuid pages:str40 added_at:when
  unique claim_id head series

casework_claim_filing_change id:uuid claim_id:>casework_claim was:date became:date? why:str12 by:>user_account at:when row_id:uuid?
  index claim_id

casework_claim_part id:uuid claim_id:>casework_claim version:int position:int head:str40 amount:money
  index claim_id version

casework_claim_payment id:uuid claim_id:>casework_claim on:date amount:money payer:str20 recorded_by:>user_account recorded_at:when defendant_id:>casework_defendant? payee:str10? struck_by:>user_account? struck_at:when? struck_why:str12?
  index claim_id
  index on: on claim_id

casework_claim_review id:uuid claim_id:>casework_claim version:int verdict:str10 reasons:json has_note:bool by:>user_account at:when is_independent:bool route:str40? row_reasons:json
  index by at
  index claim_id

casework_claim_writer claim_id:>casework_claim user_id:>user_account
  pk claim_id user_id

casework_deadline id:uuid case_id:>casework_case office_id:>office proceeding_id:>casework_proceeding move_id:>casework_move? stage:str60 event:str60 kept_by:json kind:str20 side:str20 runs_from:str80 days:int? months:int? roll_over:str20 legal_basis:str200 confidence:str10 is_reviewed:bool served_on:date? expiry:date? act_by:date? met_on:date? lapsed_on:date? row_version:int prepare_by:date? ended_by:uuid? law_version:str20? missed_reason:str24? has_note:bool=false
  index missed: office_id act_by id where missed_reason IS NOT NULL
  index open_case_id_side_act_by_id: case_id side act_by id where met_on IS NULL AND lapsed_on IS NULL
  index open_office_id_side_act_by_id_case_id: office_id side act_by id case_id where met_on IS NULL AND lapsed_on IS NULL
  index open_office_id_side_prepare_by_case_id: office_id side prepare_by case_id where met_on IS NULL AND lapsed_on IS NULL
  index open_side_act_by_id_case_id: side act_by id case_id where met_on IS NULL AND lapsed_on IS NULL
  index proceeding_id

casework_hearing_change id:uuid hearing_id:>casework_hearing case_id:>casework_case proceeding_id:>casework_proceeding kind:str20 on:date at:time? must_come:json why:str12 changed_by:>user_account changed_at:when
  index hearing_id

casework_hearing_report id:uuid hearing_id:>casework_hearing case_id:>casework_case state:str12 reason:str24? came:json has_note:bool reported_by:>user_account reported_at:when
  index hearing_id

casework_move_change id:uuid move_id:>casework_move case_id:>casework_case changed_by:>user_account on:date served_on:date? outcome:str40? has_note:bool why:str12? changed_at:when is_found:bool=false
  index move_id

casework_outcome objective_id:>casework_objective? dimension:str16 on:date confidence:str8 document_id:>casework_document? verified_by:>user_account? verified_at:when? id:uuid case_id:>casework_case office_id:>office recorded_by:>user_account recorded_at:when struck_by:>user_account? struck_at:when? row_version:int evidence_by:>user_account?
  index case_id
  index objective_id: objective_id office_id

casework_payment_plan id:uuid claim_id:>casework_claim version:int basis:str12 on:date why:str12? recorded_by:>user_account recorded_at:when
  unique claim_id version

casework_record id:uuid case_id:>casework_case office_id:>office kind:str24 on:date proceeding_id:>casework_proceeding? victim_id:>casework_victim? defendant_id:>casework_defendant? told:json has_note:bool asks:bool recorded_by:>user_account recorded_at:when struck_by:>user_account? struck_at:when? row_version:int claim_id:>casework_claim?
  index asks: office_id id where asks
  index case_id on

casework_remedy proceeding_id:>casework_proceeding kind:str12 claim_id:>casework_claim? ordered_on:date due_on:date? state:str12 id:uuid case_id:>casework_case office_id:>office recorded_by:>user_account recorded_at:when struck_by:>user_account? struck_at:when? row_version:int
  index case_id

casework_stand_in id:uuid covers:str10 office_id:>office! user_id:>user_account stand_in:>user_account case_id:>casework_case? hearing_id:>casework_hearing? from_on:date until_on:date recorded_by:>user_account recorded_at:when ended_at:when? row_version:int
  index hearing_id
  index office_id until_on
  index stand_in until_on

casework_supervision_date supervision_id:>casework_supervision kind:str16 on:date done_on:date? has_note:bool id:uuid case_id:>casework_case office_id:>office recorded_by:>user_account recorded_at:when struck_by:>user_account? struck_at:when? row_version:int
  index case_id
  index office_id_on: office_id on id
  index open: case_id on where done_on IS NULL AND struck_at IS NULL
  index supervision_id

casework_task_step id:uuid task_id:>casework_task case_id:>casework_case state:str12 for_id:>user_account due_on:date? said_by:>user_account said_at:when
  index task_id

casework_unauthorised id:uuid case_id:>casework_case move_id:>casework_move? claim_id:>casework_claim? on:date reason:str12 recorded_by:>user_account recorded_at:when
  index case_id
  index claim_id

casework_award_line id:uuid claim_id:>casework_claim decision_id:>casework_claim_decision version:int position:int head:str40 answer:str12 reason:str16? amount:money? interest_from:date? owed_by:json recorded_by:>user_account recorded_at:when bears_interest:bool
  index claim_id
  index decision_id version

casework_claim_answer id:uuid claim_id:>casework_claim review_id:>casework_claim_review by:>user_account head:str40 reason:str40 standing:str10 has_words:bool at:when
  unique review_id head reason
  index claim_id

casework_claim_turn id:uuid claim_id:>casework_claim decision_id:>casework_claim_decision what:str12 side:str12? on:date next_id:>casework_claim_decision? recorded_by:>user_account recorded_at:when struck_by:>user_account? struck_at:when? struck_why:str12?
  index claim_id
  index decision_id

casework_instalment id:uuid plan_id:>casework_payment_plan claim_id:>casework_claim case_id:>casework_case office_id:>office position:int due_on:date amount:money defendant_id:>casework_defendant? missing:money settled_on:date? replaced_at:when?
  index case_id
  index open: office_id due_on id where settled_on IS NULL AND replaced_at IS NULL
  index plan_id

casework_remedy_step id:uuid remedy_id:>casework_remedy case_id:>casework_case state:str12 on:date document_id:>casework_document? has_note:bool said_by:>user_account said_at:when
  index remedy_id
"""
_TYPES = {
    "uuid": sa.Uuid(),
    "int": sa.Integer(),
    "big": sa.BigInteger(),
    "seq": sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
    "money": sa.Numeric(14, 2),
    "rate": sa.Numeric(14, 6),
    "real": sa.Double(),
    "bool": sa.Boolean(),
    "date": sa.Date(),
    "time": sa.Time(),
    "when": sa.DateTime(timezone=True),
    "json": sa.JSON(),
    "text": sa.Text(),
    "bytes": sa.LargeBinary(),
}
_SIZED = {"str": sa.String, "bytes": sa.LargeBinary}


def upgrade() -> None:
    for said in TABLES.strip().split("\n\n"):
        (name, *columns), *below = (line.split() for line in said.split("\n"))
        _table(name, columns, below)
        for kind, *words in below:
            if kind in {"index", "index!"}:
                _index(name, " ".join(words), is_unique=kind == "index!")
    dialect = op.get_bind().dialect.name
    for statement in (*TRIGGERS[dialect], *ANCHOR_TRIGGERS[dialect]):
        op.execute(statement)
    if dialect == "postgresql":
        for statement in APPEND:
            op.execute(statement)
        for signature, body in FUNCTIONS.items():
            op.execute(f"CREATE OR REPLACE FUNCTION {signature} {body}")
            op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")


def _table(name: str, columns: list[str], below: list[list[str]]) -> None:
    of_its_own = {words[0]: words[1] for kind, *words in below if kind == "fk"}
    keys = [_foreign(name, said, of_its_own) for said in columns if ":>" in said]
    (own,) = [words for kind, *words in below if kind == "pk"] or [["id"]]
    op.create_table(
        name,
        *map(_column, columns),
        *keys,
        sa.PrimaryKeyConstraint(*own, name=f"pk_{name}"),
        *(sa.UniqueConstraint(*w, name=f"uq_{name}_{'_'.join(w)}") for kind, *w in below if kind == "unique"),
        sqlite_with_rowid=["without", "rowid"] not in below,
    )


def _column(said: str) -> sa.Column[Any]:
    name, kind, optional, given, default = re.fullmatch(r"(\w+):([\w.>!]+)(\??)(=?)(.*)", said).groups()
    otherwise = (sa.false() if default == "false" else default) if given else None
    return sa.Column(name, _type(kind), nullable=bool(optional), server_default=otherwise, autoincrement=False)


def _type(kind: str) -> Any:
    if kind.startswith(">"):
        return sa.Uuid()
    word, length = re.fullmatch(r"(\D+)(\d*)", kind).groups()
    return _SIZED[word](int(length)) if length else _TYPES[word]


def _foreign(table: str, said: str, of_its_own: dict[str, str]) -> sa.ForeignKeyConstraint:
    column, to, there, cascades = re.match(r"(\w+):>(\w+)(\.\w+)?(!?)", said).groups()
    name = of_its_own.get(column, f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [to + (there or ".id")], name, ondelete="CASCADE" if cascades else None)


def _index(table: str, said: str, *, is_unique: bool) -> None:
    said, _, where = said.partition(" where ")
    name, _, columns = said.rpartition(": ")
    name = name if name.startswith("uq_") else f"ix_{table}_{name or columns.replace(' ', '_')}"
    where, _, on_sqlite = where.partition(" / ")
    some, there = (sa.text(one) if one else None for one in (where, on_sqlite or where))
    op.create_index(name, table, columns.split(), unique=is_unique, sqlite_where=there, postgresql_where=some)
