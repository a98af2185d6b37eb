import time, json
from datetime import date
import pytest
from litigation_app.gate import actions as gate
from litigation_app.core.db import committing
def test_q(desk):
    app=desk.app
    t=time.time()
    with app.app_context(), committing():
        d=gate.draft(desk.actor("Petra Broj"), title="Serbia 2022 to 2023", countries=["RS"], first_year=2022,last_year=2023,on_shelf=app.extensions["shelf"])
        print("draft",time.time()-t, d.proposal["shown"], d.proposal["hidden_first"], d.proposal["hidden_more"])
        for k,v in d.proposal["sheets"].items() if "sheets" in d.proposal else []:
            print(k, [r for r in v if r[-1] is not None and str(r[-1]) not in("0","0.0")][:40], sum(r[-1] is None for r in v))
    t=time.time()
    p=desk.at("Petra Broj"); print(p.url, time.time()-t)
